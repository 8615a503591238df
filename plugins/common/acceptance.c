/* SPDX-License-Identifier: MIT
 *
 * A comment becomes metadata: "LINE:COLUMN WHERE", a line end, its words.
 */
#include "plugins/common/acceptance.h"

#include <glib.h>
#include <string.h>

#define OPEN "<!--"
#define NAME "touchstone"

/* What stands behind the name; empty ptr: it is no such comment. */
static struct ts_str words_of(struct ts_str comment)
{
    size_t at = strlen(OPEN), name = strlen(NAME);
    if (comment.len < at || memcmp(comment.ptr, OPEN, at) != 0) {
        return ts_text(NULL);
    }
    while (at < comment.len && g_ascii_isspace(comment.ptr[at])) {
        at++;
    }
    if (comment.len - at <= name || memcmp(comment.ptr + at, NAME, name) != 0 ||
        !g_ascii_isspace(comment.ptr[at + name])) {
        return ts_text(NULL);
    }
    struct ts_str words = ts_bytes(comment.ptr + at + name, comment.len - at - name);
    if (words.len >= 3 && memcmp(words.ptr + words.len - 3, "-->", 3) == 0) {
        words.len -= 3;
    }
    return words;
}

int acceptance_is(struct ts_str comment)
{
    return words_of(comment).ptr != NULL;
}

int acceptance_emit(struct ts_call *call, struct ts_str comment, uint32_t line, uint32_t column,
                    struct ts_str where)
{
    struct ts_str words = words_of(comment);
    g_autofree char *value =
        g_strdup_printf("%u:%u %.*s\n%.*s", line, column, (int)where.len,
                        where.len ? where.ptr : "", (int)words.len, words.len ? words.ptr : "");
    const struct ts_pair pair = {ts_text(ACCEPTANCE_META), ts_text(value)};
    return call->host->emit_meta(call, &pair);
}
