/* SPDX-License-Identifier: MIT
 *
 * <!-- touchstone off RULE[, RULE...] reason="..." --> to <!-- touchstone on [RULE...] -->, or to
 * the end. They nest: without rules, `on` ends the innermost `off`; with rules, the innermost that
 * names each.
 */
#include "core/process/inline_acceptance.h"

#include <string.h>

#include "core/config/text.h"
#include "core/limits.h"

#define FIELDS 8u

struct entry {
    char *rule, *reason;
    const char *fault;
    char *where;
    guint from_line, from_column, to_line, to_column;
    guint comment; /* which `off` it is of */
    gboolean is_open;
};

/* A comment taken apart. */
struct comment {
    guint line, column;
    char *where;
    gboolean is_off;
    GPtrArray *rules; /* char * */
    char *reason;     /* or NULL */
    const char *fault;
};

static void clear_entry(gpointer data)
{
    struct entry *entry = data;
    g_free(entry->rule);
    g_free(entry->reason);
    g_free(entry->where);
}

/* ---- a comment ------------------------------------------------------------------------------- */

static gboolean is_rule(const char *word)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-_";
    size_t plugin = strspn(word, letters);
    return plugin && word[plugin] == '/' && word[plugin + 1] &&
           !word[plugin + 1 + strspn(word + plugin + 1, letters)];
}

/* reason="..." or reason='...'; the rest of the comment. */
static void read_reason(struct comment *comment, const char *text)
{
    const char *at = text + strspn(text, " =");
    const char *end = *at == '"' || *at == '\'' ? strchr(at + 1, *at) : NULL;
    if (!end) {
        comment->fault = "its reason does not stand in quotes";
        return;
    }
    comment->reason = g_strstrip(g_strndup(at + 1, (gsize)(end - at - 1)));
    if (end[1 + strspn(end + 1, " ")]) {
        comment->fault = "something stands behind its reason";
    }
}

static void read_words(struct comment *comment, char *text)
{
    char *reason = strstr(text, "reason");
    if (reason && reason > text && (reason[-1] == ' ' || reason[-1] == ',')) {
        read_reason(comment, reason + strlen("reason"));
        *reason = '\0';
    }
    g_auto(GStrv) words = g_strsplit_set(text, " ,", -1);
    gboolean has_verb = FALSE;
    for (guint i = 0; words[i]; i++) {
        if (!*words[i]) {
            continue;
        }
        if (!has_verb) {
            has_verb = TRUE;
            comment->is_off = g_str_equal(words[i], "off");
            if (!comment->is_off && !g_str_equal(words[i], "on")) {
                comment->fault = "it says neither off nor on";
            }
        } else if (!is_rule(words[i])) {
            comment->fault = "it names something that is no rule";
        } else if (g_str_has_prefix(words[i], "run/")) {
            comment->fault = "what is said of the run itself can't be accepted in content";
        } else {
            g_ptr_array_add(comment->rules, g_strdup(words[i]));
        }
    }
}

/* "12:5 part=1.2/\n off terms/cheap reason=..."; FALSE: a reader that breaks the form. */
static gboolean read_comment(struct ts_str value, struct comment *comment_r)
{
    g_autofree char *text = text_dup(value);
    char *words = strchr(text, '\n'), *where = strchr(text, ' ');
    char *rest;
    *comment_r = (struct comment){.rules = g_ptr_array_new_with_free_func(g_free)};
    comment_r->line = (guint)g_ascii_strtoull(text, &rest, 10);
    if (!words || !where || where > words || *rest != ':') {
        return FALSE;
    }
    comment_r->column = (guint)g_ascii_strtoull(rest + 1, NULL, 10);
    comment_r->where = g_strndup(where + 1, (gsize)(words - where - 1));
    g_strdelimit(comment_r->where, "\t\r", ' ');
    read_words(comment_r, g_strdelimit(words + 1, "\t\r\n\f\v", ' '));
    if (comment_r->is_off && !comment_r->fault) {
        comment_r->fault = comment_r->rules->len == 0                  ? "it names no rule"
                           : !comment_r->reason || !*comment_r->reason ? "it gives no reason"
                                                                       : NULL;
    }
    return TRUE;
}

static void clear_comment(struct comment *comment)
{
    g_ptr_array_unref(comment->rules);
    g_free(comment->where);
    g_free(comment->reason);
}

/* ---- from where to where --------------------------------------------------------------------- */

static void add(GArray *entries, const struct comment *comment, const char *rule, guint number)
{
    const struct entry entry = {
        .rule = g_strdup(rule),
        .reason = g_strdup(comment->reason && !comment->fault ? comment->reason : ""),
        .fault = comment->fault ? comment->fault : "",
        .where = g_strdup(comment->where),
        .from_line = comment->line,
        .from_column = comment->column,
        .to_line = G_MAXUINT32,
        .comment = number,
        .is_open = comment->is_off,
    };
    g_array_append_val(entries, entry);
}

/* The innermost that is open, in this part, and names the rule (NULL: any); -1 = none. */
static gint find_open(const GArray *entries, const struct comment *comment, const char *rule)
{
    gint at = (gint)entries->len;
    while (--at >= 0) {
        const struct entry *entry = &g_array_index(entries, struct entry, at);
        if (entry->is_open && g_str_equal(entry->where, comment->where) &&
            (!rule || g_str_equal(entry->rule, rule))) {
            break;
        }
    }
    return at;
}

static void close_entry(struct entry *entry, const struct comment *comment)
{
    entry->is_open = FALSE;
    entry->to_line = comment->line;
    entry->to_column = comment->column;
}

/* FALSE: nothing is open that it could end. */
static gboolean end_entries(GArray *entries, const struct comment *comment)
{
    gboolean is_met = FALSE;
    for (guint i = 0; i < comment->rules->len; i++) {
        gint at = find_open(entries, comment, g_ptr_array_index(comment->rules, i));
        if (at >= 0) {
            close_entry(&g_array_index(entries, struct entry, at), comment);
            is_met = TRUE;
        }
    }
    gint last = comment->rules->len ? -1 : find_open(entries, comment, NULL);
    for (gint i = last; i >= 0; i--) {
        struct entry *entry = &g_array_index(entries, struct entry, i);
        if (entry->is_open &&
            entry->comment == g_array_index(entries, struct entry, last).comment) {
            close_entry(entry, comment);
        }
    }
    return is_met || last >= 0;
}

static void take_comment(GArray *entries, struct comment *comment, guint number)
{
    if (!comment->is_off && !comment->fault) {
        comment->fault = end_entries(entries, comment) ? NULL : "there is nothing that it ends";
        if (comment->fault) {
            add(entries, comment, "", number);
        }
        return;
    }
    for (guint i = 0; i < comment->rules->len; i++) {
        add(entries, comment, g_ptr_array_index(comment->rules, i), number);
    }
    if (comment->rules->len == 0) {
        add(entries, comment, "", number);
    }
}

/* ---- lines ----------------------------------------------------------------------------------- */

char *inline_acceptances_of(const struct document *document)
{
    g_autoptr(GArray) entries = g_array_new(FALSE, TRUE, sizeof(struct entry));
    GString *lines = g_string_new(NULL);
    g_array_set_clear_func(entries, clear_entry);
    for (guint i = 0; i < document->meta->len && entries->len < LIMIT_INLINE_ACCEPTANCES; i++) {
        const struct ts_pair *pair = &g_array_index(document->meta, struct ts_pair, i);
        struct comment comment;
        if (!ts_is(pair->name, "touchstone:acceptance") || pair->value.len > LIMIT_VALUE_SIZE) {
            continue;
        }
        if (read_comment(pair->value, &comment)) {
            take_comment(entries, &comment, i);
        }
        clear_comment(&comment);
    }
    for (guint i = 0; i < entries->len; i++) {
        const struct entry *own = &g_array_index(entries, struct entry, i);
        g_string_append_printf(lines, "%s\t%u\t%u\t%u\t%u\t%s\t%s\t%s\n", own->rule, own->from_line,
                               own->from_column, own->to_line, own->to_column, own->where,
                               own->reason, own->fault);
    }
    return g_string_free(lines, FALSE);
}

gboolean inline_acceptance_next(char **lines, struct inline_acceptance *own_r)
{
    char *fields[FIELDS];
    char *line = strsep(lines, "\n");
    for (guint i = 0; i < FIELDS; i++) {
        fields[i] = line ? strsep(&line, "\t") : NULL;
        if (!fields[i]) {
            return FALSE;
        }
    }
    *own_r = (struct inline_acceptance){
        .rule = fields[0],
        .from_line = (guint)g_ascii_strtoull(fields[1], NULL, 10),
        .from_column = (guint)g_ascii_strtoull(fields[2], NULL, 10),
        .to_line = (guint)g_ascii_strtoull(fields[3], NULL, 10),
        .to_column = (guint)g_ascii_strtoull(fields[4], NULL, 10),
        .where = fields[5],
        .reason = fields[6],
        .fault = fields[7],
    };
    return TRUE;
}
