/* SPDX-License-Identifier: MIT
 *
 * Did a promised mail come? What source imap found out in a mailbox, as a document that checks see.
 */
#include <jansson.h>

#include "plugins/read-mime/mail.h"

#define EXPECTATION_SIZE 65536u
#define EXPECTATION_TEXT 2000u /* bytes of one value */

static const struct {
    const char *key, *meta;
    gboolean is_required;
} fields[] = {
    {"subject", "expected-subject", TRUE}, {"from", "expected-from", FALSE},
    {"every", "expected-every", TRUE},     {"state", "expected-state", TRUE},
    {"last", "expected-last", TRUE},
};

static const char *text_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text && strlen(text) <= EXPECTATION_TEXT ? text : NULL;
}

static gboolean is_whole(const json_t *object)
{
    for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
        if (fields[i].is_required && !text_of(object, fields[i].key)) {
            return FALSE;
        }
    }
    const char *state = text_of(object, "state");
    return g_str_equal(state, "missing") || g_str_equal(state, "there");
}

static int emit_fields(struct ts_call *call, const json_t *object)
{
    for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
        const char *text = text_of(object, fields[i].key);
        struct ts_pair pair = {ts_text(fields[i].meta), ts_text(text)};
        if (text && call->host->emit_meta(call, &pair) != 0) {
            return -1;
        }
    }
    return 0;
}

/* For people; no check judges it, as it is nobody's text. */
static int emit_lines(struct ts_call *call, const json_t *object)
{
    const char *last = text_of(object, "last");
    g_autofree char *title = g_strdup_printf("%s, every %s: %s", text_of(object, "subject"),
                                             text_of(object, "every"), text_of(object, "state"));
    g_autofree char *line = g_strdup_printf("%s%s%s", title, *last ? ", the last came " : "", last);
    struct ts_block block = {.size = sizeof block,
                             .role = TS_ROLE_CODE,
                             .text = ts_text(line),
                             .where = ts_text("expectation")};
    struct ts_head head = {.size = sizeof head, .title = ts_text(title)};
    return call->host->emit_head(call, &head) == 0 ? call->host->emit_block(call, &block) : -1;
}

int expectation_read(struct ts_call *call, struct ts_str bytes)
{
    json_t *object = bytes.len <= EXPECTATION_SIZE
                         ? json_loadb(bytes.ptr, bytes.len, JSON_REJECT_DUPLICATES, NULL)
                         : NULL;
    int done = object && is_whole(object)
                   ? emit_fields(call, object)
                   : ts_fail(call, "is no expectation: subject, every, state and last are needed");
    if (done == 0) {
        done = emit_lines(call, object);
    }
    json_decref(object);
    return done;
}
