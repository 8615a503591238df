/* SPDX-License-Identifier: MIT
 *
 * Stars only, so the leftmost place of each piece between two stars is always a right one and
 * nothing is ever tried twice: robots.txt comes from outside.
 */
#include "plugins/common/pattern.h"

static struct ts_str from(struct ts_str text, size_t offset)
{
    return offset < text.len ? ts_bytes(text.ptr + offset, text.len - offset) : ts_text(NULL);
}

static gboolean begins(struct ts_str text, struct ts_str piece)
{
    return text.len >= piece.len && (!piece.len || memcmp(text.ptr, piece.ptr, piece.len) == 0);
}

gboolean pattern_matches(struct ts_str pattern, struct ts_str text, gboolean is_whole)
{
    gboolean is_anchored = TRUE; /* no star before this piece */
    for (;;) {
        const char *star = pattern.len ? memchr(pattern.ptr, '*', pattern.len) : NULL;
        struct ts_str piece = star ? ts_bytes(pattern.ptr, (size_t)(star - pattern.ptr)) : pattern;
        if (is_anchored) {
            if (!begins(text, piece)) {
                return FALSE;
            }
            text = from(text, piece.len);
        } else if (!star && is_whole) {
            return text.len >= piece.len && begins(from(text, text.len - piece.len), piece);
        } else if (piece.len) {
            const char *at = text.len ? memmem(text.ptr, text.len, piece.ptr, piece.len) : NULL;
            if (!at) {
                return FALSE;
            }
            text = from(text, (size_t)(at - text.ptr) + piece.len);
        }
        if (!star) {
            return !is_whole || text.len == 0;
        }
        pattern = from(pattern, piece.len + 1);
        is_anchored = FALSE;
    }
}
