/* SPDX-License-Identifier: MIT
 *
 * Reads the report of our own server.
 */
#include "core/milter/judgement.h"

#include <jansson.h>
#include <string.h>

static const char *const severities[] = {"", "info", "warning", "error"};

static const char *text_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

/* "part=1.2/html/body/p", with the part of the mail before it if it is a document of its own. */
static char *place_of(const json_t *finding)
{
    const json_t *place = json_array_get(json_object_get(finding, "places"), 0);
    const char *inside = strchr(text_of(place, "locator"), '#');
    const char *where = text_of(place, "where");
    json_int_t line = json_integer_value(json_object_get(place, "line"));
    g_autoptr(GString) out = g_string_new(inside ? inside + 1 : "");
    if (*where) {
        g_string_append_printf(out, "%s%s", out->len ? " " : "", where);
    } else if (line > 0) {
        g_string_append_printf(out, "%sline %d", out->len ? " " : "", (int)line);
    }
    return g_strdup(out->len ? out->str : "the mail");
}

static guint severity_of(const json_t *finding)
{
    for (guint i = TS_INFO; i <= TS_ERROR; i++) {
        if (g_str_equal(text_of(finding, "severity"), severities[i])) {
            return i;
        }
    }
    return 0;
}

static void take_reason(struct judgement *judgement, const char *reason)
{
    if (!*judgement->reason && *reason) {
        g_free(judgement->reason);
        judgement->reason = g_strdup(reason);
    }
}

/* What could not be checked is told by findings too, of rules that begin with run/. */
static void take_finding(struct judgement *judgement, const json_t *finding)
{
    guint severity = severity_of(finding);
    if (json_is_true(json_object_get(finding, "accepted")) || severity == 0) {
        return;
    }
    if (g_str_has_prefix(text_of(finding, "rule"), "run/")) {
        take_reason(judgement, text_of(finding, "message"));
        return;
    }
    struct judgement_finding *first = &judgement->firsts[severity];
    judgement->counts[severity]++;
    if (!first->rule) {
        first->rule = g_strdup(text_of(finding, "rule"));
        first->message = g_strdup(text_of(finding, "message"));
        first->where = place_of(finding);
    }
}

static int take_line(struct judgement *judgement, const char *line, gsize size, gboolean *is_whole)
{
    json_t *object = json_loadb(line, size, 0, NULL);
    const char *type = text_of(object, "type");
    int done = object ? 0 : -1;
    if (g_str_equal(type, "finding")) {
        take_finding(judgement, object);
    } else if (g_str_equal(type, "document") &&
               g_str_equal(text_of(object, "status"), "unchecked")) {
        take_reason(judgement, text_of(object, "reason"));
    } else if (g_str_equal(type, "summary")) {
        *is_whole = TRUE;
    }
    json_decref(object);
    return done;
}

static void clear(gpointer data)
{
    struct judgement *judgement = data;
    for (guint i = 0; i < G_N_ELEMENTS(judgement->firsts); i++) {
        g_free(judgement->firsts[i].rule);
        g_free(judgement->firsts[i].message);
        g_free(judgement->firsts[i].where);
    }
    g_free(judgement->reason);
    g_free(judgement->basis);
}

struct judgement *judgement_read(struct ts_str lines, gboolean is_unchecked, struct ts_str basis)
{
    struct judgement *judgement = g_atomic_rc_box_new0(struct judgement);
    gboolean is_whole = FALSE;
    int done = 0;
    judgement->reason = g_strdup("");
    judgement->is_unchecked = is_unchecked;
    judgement->basis = g_strndup(basis.len ? basis.ptr : "", basis.len);
    for (gsize at = 0; done == 0 && at < lines.len;) {
        const char *end = memchr(lines.ptr + at, '\n', lines.len - at);
        gsize size = end ? (gsize)(end - lines.ptr) - at : lines.len - at;
        done = take_line(judgement, lines.ptr + at, size, &is_whole);
        at += size + 1;
    }
    if (done != 0 || !is_whole) {
        judgement_unref(judgement);
        return NULL;
    }
    return judgement;
}

struct judgement *judgement_ref(struct judgement *judgement)
{
    return g_atomic_rc_box_acquire(judgement);
}

void judgement_unref(struct judgement *judgement)
{
    if (judgement) {
        g_atomic_rc_box_release_full(judgement, clear);
    }
}
