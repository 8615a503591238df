/* SPDX-License-Identifier: MIT
 *
 * The head of a form: when, by whom, where, how long it holds; and what is wrong with it as a form.
 */
#include "plugins/read-audit/audit.h"

#include "plugins/common/suggest_name.h"

static const char *const keys[] = {"kind",        "date",     "auditor",   "place",    "valid",
                                   "valid_until", "language", "questions", "findings", NULL};

void audit_say(struct audit *audit, const struct ts_node *node, const char *format, ...)
{
    va_list arguments;
    if (++audit->messages > AUDIT_MESSAGES) {
        return;
    }
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_autofree char *what =
        g_strdup_printf("line %u, column %u: %s", node->line, node->column, text);
    g_autofree char *valid = g_utf8_make_valid(what, -1);
    audit->call->host->emit_truncated(audit->call, ts_text(valid));
}

void audit_check_keys(struct audit *audit, const struct ts_node *map, const char *const *names)
{
    for (uint32_t i = 0; i < map->children.count; i++) {
        const struct ts_node *child = ts_item(map->children, i);
        g_autofree char *key = g_strndup(child->key.ptr, child->key.len);
        if (!g_strv_contains(names, key)) {
            const char *near = suggest_name(child->key, names);
            g_autofree char *all = g_strjoinv(", ", (char **)names);
            audit_say(audit, child, "there is no key \"%.60s\"%s%s%s%s%s%s", key,
                      near ? " (did you mean \"" : "", near ? near : "", near ? "\"?)" : "",
                      near ? "" : " (there are: ", near ? "" : all, near ? "" : ")");
        }
    }
}

static void emit_meta(struct audit *audit, const char *name, struct ts_str value)
{
    struct ts_pair pair = {ts_text(name), value};
    if (value.len) {
        audit->is_failed |= audit->call->host->emit_meta(audit->call, &pair) != 0;
    }
}

/* ---- how long it holds ---- */

/* valid_until, or the date and valid, or AUDIT_VALID_DAYS. What can't be understood is no reason to
 * believe the form for longer. */
static void find_end(struct audit *audit, const struct ts_node *root, GDate *date)
{
    const struct ts_node *until = ts_get(root, "valid_until"), *valid = ts_get(root, "valid");
    if (until && until->kind != TS_NODE_NULL) {
        if (!audit_date(until->text, date)) {
            audit_say(audit, until, "\"%.*s\" is no date: write it as 2026-12-31",
                      (int)MIN(until->text.len, 40u), until->text.ptr ? until->text.ptr : "");
        }
    } else if (valid && valid->kind != TS_NODE_NULL) {
        if (!audit_add(date, valid->text)) {
            audit_say(audit, valid, "\"%.*s\" is no duration: write it as 90d, 12w, 6m or 1y",
                      (int)MIN(valid->text.len, 40u), valid->text.ptr ? valid->text.ptr : "");
        }
    } else {
        g_date_add_days(date, AUDIT_VALID_DAYS);
    }
}

static int read_dates(struct audit *audit, const struct ts_node *root)
{
    const struct ts_node *node = ts_get(root, "date");
    GDate date;
    char text[sizeof "2026-11-26"];
    g_date_clear(&date, 1);
    if (!node || node->kind != TS_NODE_TEXT) {
        return ts_fail(audit->call, "has no date: write when this was seen, as date: 2026-11-26");
    }
    if (!audit_date(node->text, &date)) {
        g_autofree char *why = g_strdup_printf(
            "line %u, column %u: \"%.*s\" is no date: write it as 2026-11-26", node->line,
            node->column, (int)MIN(node->text.len, 40u), node->text.ptr);
        g_autofree char *valid = g_utf8_make_valid(why, -1);
        return ts_fail(audit->call, valid);
    }
    emit_meta(audit, "date", node->text);
    emit_meta(audit, "valid-from", node->text);
    find_end(audit, root, &date);
    g_date_strftime(text, sizeof text, "%Y-%m-%d", &date);
    emit_meta(audit, "valid-until", ts_text(text));
    return 0;
}

/* ---- the form ---- */

static void say_unanswered(struct audit *audit)
{
    if (audit->unanswered) {
        g_autofree char *text =
            audit->unanswered == 1
                ? g_strdup("1 question is not answered")
                : g_strdup_printf("%u questions are not answered", audit->unanswered);
        audit->call->host->emit_truncated(audit->call, ts_text(text));
    }
}

int audit_read(struct ts_call *call, const struct ts_node *root)
{
    struct audit audit = {.call = call};
    if (root->kind != TS_NODE_MAP) {
        return ts_fail(call, "is no form: it has no keys (date, questions, findings)");
    }
    g_autofree char *language =
        g_strndup(ts_get_text(root, "language").ptr, MIN(ts_get_text(root, "language").len, 20u));
    audit.language = language ? language : "";
    struct ts_head head = {.size = sizeof head,
                           .title = ts_get_text(root, "place"),
                           .language = ts_text(audit.language)};
    if (read_dates(&audit, root) != 0 || call->host->emit_head(call, &head) != 0) {
        return -1;
    }
    audit_check_keys(&audit, root, keys);
    emit_meta(&audit, "auditor", ts_get_text(root, "auditor"));
    emit_meta(&audit, "place", ts_get_text(root, "place"));
    emit_meta(&audit, "kind", ts_get_text(root, "kind"));
    audit_questions(&audit, ts_get(root, "questions"));
    audit_findings(&audit, ts_get(root, "findings"));
    say_unanswered(&audit);
    if (audit.questions + audit.findings == 0) {
        return ts_fail(call, "holds no questions and no findings");
    }
    return audit.is_failed ? -1 : 0;
}
