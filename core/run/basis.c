/* SPDX-License-Identifier: MIT
 *
 * A word for each part, with 64 bits of its digest.
 */
#include "core/run/basis.h"

#define READ "*read"
#define SCOPE "*scope"
#define KINDS "*kinds"
#define LEADS "*leads"
#define FORM                                                                            \
    "1" /* of what is kept of a document: moves when an older one can't be judged again \
         */
#define DIGITS 16

static void put_word(GString *out, const char *name, const char *hash)
{
    g_string_append_printf(out, "%s%s:%.*s", out->len ? " " : "", name, DIGITS, hash);
}

/* Takes the texts of parts over. */
static void put_digest(GString *out, const char *name, GPtrArray *parts)
{
    g_ptr_array_add(parts, NULL);
    g_autofree char *hash = plan_digest((const char *const *)parts->pdata);
    put_word(out, name, hash);
    g_ptr_array_unref(parts);
}

/* Where pictures are judged, those inside a resource are taken out of it. */
static void put_readers(GString *out, const struct plan *plan,
                        const struct plan_touchpoint *touchpoint)
{
    gboolean has_pictures = plan_judges_pictures(plan, touchpoint);
    GPtrArray *parts = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(parts, g_strdup(FORM));
    for (guint i = 0; i < plan->readers->len; i++) {
        const struct catalog_plugin *reader = g_ptr_array_index(plan->readers, i);
        if (has_pictures || !plan_is_picture_reader(reader)) {
            g_ptr_array_add(parts, g_strdup_printf("%s %s", reader->name, reader->version));
        }
    }
    if (has_pictures) {
        g_ptr_array_add(parts, g_strdup("pictures"));
    }
    put_digest(out, READ, parts);
}

/* How links are resolved. */
static void put_scope(GString *out, const struct plan_source *source)
{
    GPtrArray *parts = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(parts, g_strdup(source->plugin->name));
    g_ptr_array_add(parts, g_strdup(source->plugin->version));
    g_ptr_array_add(parts, tree_to_text(source->options));
    put_digest(out, SCOPE, parts);
}

/* Which kinds a document has: checks look at them. */
static void put_kinds(GString *out, const struct plan_touchpoint *touchpoint)
{
    GPtrArray *parts = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(parts, g_strdup(touchpoint->channel));
    for (guint i = 0; i < touchpoint->kinds->len; i++) {
        const struct plan_kind *kind = &g_array_index(touchpoint->kinds, struct plan_kind, i);
        g_ptr_array_add(parts, g_strdup(kind->kind));
        g_ptr_array_add(parts, g_strdup(kind->pattern));
    }
    for (guint i = 0; i < touchpoint->roles->len; i++) {
        g_ptr_array_add(parts, g_strdup(g_ptr_array_index(touchpoint->roles, i)));
    }
    put_digest(out, KINDS, parts);
}

/* Which links lead on to another touchpoint: the scopes of those that come after this one. Nothing
 * where none does, so that a plan without journeys is as it was. */
static void put_leads(GString *out, const struct plan *plan,
                      const struct plan_touchpoint *touchpoint)
{
    GPtrArray *parts = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < touchpoint->leads_to->len; i++) {
        unsigned next = g_array_index(touchpoint->leads_to, unsigned, i);
        const struct plan_touchpoint *own = plan_touchpoint_at(plan, next);
        g_ptr_array_add(parts, g_strdup(own->id));
        for (guint j = 0; j < plan->sources->len; j++) {
            const struct plan_source *source = &g_array_index(plan->sources, struct plan_source, j);
            if (source->touchpoint == next) {
                g_ptr_array_add(parts, g_strdup(source->plugin->version));
                g_ptr_array_add(parts, tree_to_text(source->options));
            }
        }
    }
    if (parts->len > 0) {
        put_digest(out, LEADS, parts);
    } else {
        g_ptr_array_unref(parts);
    }
}

static const struct plan_touchpoint *touchpoint_of(const struct plan *plan, guint32 source)
{
    guint touchpoint = g_array_index(plan->sources, struct plan_source, source).touchpoint;
    return plan_touchpoint_at(plan, touchpoint);
}

static const struct plan_check *check_of(const struct plan *plan,
                                         const struct plan_touchpoint *touchpoint, guint use)
{
    guint check = g_array_index(touchpoint->uses, struct plan_use, use).check;
    return &g_array_index(plan->checks, struct plan_check, check);
}

char *basis_make(const struct plan *plan, guint32 source)
{
    GString *out = g_string_new(NULL);
    const struct plan_touchpoint *touchpoint = touchpoint_of(plan, source);
    put_readers(out, plan, touchpoint);
    put_scope(out, &g_array_index(plan->sources, struct plan_source, source));
    put_kinds(out, touchpoint);
    put_leads(out, plan, touchpoint);
    for (guint i = 0; i < touchpoint->uses->len; i++) {
        const struct plan_check *check = check_of(plan, touchpoint, i);
        put_word(out, check->plugin->name, check->hash);
    }
    return g_string_free(out, FALSE);
}

/* ---- comparing ---- */

/* The hash behind a name; NULL if the word is not there. */
static const char *find(char *const *words, const char *name)
{
    gsize size = strlen(name);
    for (; *words; words++) {
        if (strncmp(*words, name, size) == 0 && (*words)[size] == ':') {
            return *words + size + 1;
        }
    }
    return NULL;
}

static gboolean differs(char *const *now, char *const *then, const char *name)
{
    return g_strcmp0(find(now, name), find(then, name)) != 0;
}

static void add_changed(struct basis_change *change, const struct plan *plan,
                        const struct plan_touchpoint *touchpoint, char *const *now,
                        char *const *then)
{
    gboolean is_all = differs(now, then, KINDS);
    for (guint i = 0; i < touchpoint->uses->len; i++) {
        const char *name = check_of(plan, touchpoint, i)->plugin->name;
        guint32 check = g_array_index(touchpoint->uses, struct plan_use, i).check;
        if (is_all || differs(now, then, name)) {
            g_byte_array_append(change->checks, (const guint8 *)&check, sizeof check);
            g_ptr_array_add(change->dropped, g_strdup(name));
        }
    }
}

/* Checks that judged then and do not any more. */
static void add_gone(struct basis_change *change, char *const *now, char *const *then)
{
    for (; *then; then++) {
        g_autofree char *name = g_strndup(*then, strcspn(*then, ":"));
        if (*name != '*' && !find(now, name)) {
            g_ptr_array_add(change->dropped, g_steal_pointer(&name));
        }
    }
}

struct basis_change *basis_compare(const struct plan *plan, guint32 source, const char *now,
                                   const char *then)
{
    if (g_str_equal(now, then)) {
        return NULL;
    }
    struct basis_change *change = g_new0(struct basis_change, 1);
    g_auto(GStrv) now_words = g_strsplit(now, " ", -1);
    g_auto(GStrv) then_words = g_strsplit(then, " ", -1);
    change->reads = differs(now_words, then_words, READ);
    change->checks = g_byte_array_new();
    change->dropped = g_ptr_array_new_with_free_func(g_free);
    add_changed(change, plan, touchpoint_of(plan, source), now_words, then_words);
    add_gone(change, now_words, then_words);
    return change;
}

void basis_change_free(struct basis_change **change)
{
    if (*change) {
        g_byte_array_unref((*change)->checks);
        g_ptr_array_unref((*change)->dropped);
        g_free(*change);
        *change = NULL;
    }
}
