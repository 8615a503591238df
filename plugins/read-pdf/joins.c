/* SPDX-License-Identifier: MIT
 *
 * Which lines of a page a person reads as one paragraph.
 */
#include <math.h>
#include <string.h>

#include "plugins/read-pdf/pdf.h"

#define SAME_SIZE 0.1      /* fonts that differ by less are equal */
#define BROKEN_SIZE 0.4    /* likewise, where a word goes on */
#define LEADING_MOST 3.0   /* from line to line, times the font's size: further is another column */
#define LEADING_MORE 1.3   /* times the closest lines of the column: white between paragraphs */
#define LEADING_BROKEN 2.0 /* likewise, between the parts of a word */
#define EARLY 0.7          /* of its column: a line that is shorter ends early */
#define DISPLAY 1.2 /* times the usual size: large type, whose lines end where it looks good */

static gunichar first_of(const struct pdf_page *page, const struct pdf_line *line)
{
    return pdf_character(page, line->first);
}

static gunichar last_of(const struct pdf_page *page, const struct pdf_line *line)
{
    return pdf_character(page, line->first + line->count - 1);
}

static gboolean ends_sentence(gunichar c)
{
    return c == 0x2026 || (c && c < 128 && strchr(".!?:;", (int)c));
}

static gboolean is_same_size(const struct pdf_line *a, const struct pdf_line *b, double most)
{
    return fabs(a->size - b->size) <= most * MAX(a->size, b->size);
}

static gboolean is_below(const struct pdf_line *above, const struct pdf_line *line)
{
    double shared = MIN(above->right, line->right) - MAX(above->left, line->left);
    double narrower = MIN(above->right - above->left, line->right - line->left);
    double down = line->top - above->top;
    return down > 0.3 * above->size && down < LEADING_MOST * MAX(above->size, line->size) &&
           shared > 0.3 * narrower && !above->is_upright && !line->is_upright;
}

struct pdf_column pdf_find_column(const struct pdf_page *page, guint first)
{
    const struct pdf_line *lines = (const struct pdf_line *)(const void *)page->lines->data;
    struct pdf_column column = {
        .end = first + 1,
        .left = lines[first].left,
        .right = lines[first].right,
        .leading = LEADING_MOST * lines[first].size,
    };
    for (; column.end < page->lines->len; column.end++) {
        const struct pdf_line *above = &lines[column.end - 1], *line = &lines[column.end];
        if (!is_below(above, line)) {
            break;
        }
        double down = line->top - above->top;
        if (is_same_size(above, line, SAME_SIZE) && down > 0.8 * line->size) {
            column.leading = MIN(column.leading, down);
        }
        column.left = MIN(column.left, line->left);
        column.right = MAX(column.right, line->right);
    }
    return column;
}

static double first_word_width(const struct pdf_page *page, const struct pdf_line *line)
{
    for (guint i = line->first; i < line->first + line->count; i++) {
        if (g_unichar_isspace(pdf_character(page, i))) {
            return page->rects[i].x1 - line->left;
        }
    }
    return line->right - line->left;
}

/* A line that ends though the next word had room; not so in centred text, and not in large type. */
static gboolean is_short(const struct pdf_page *page, const struct pdf_column *column,
                         const struct pdf_line *line, const struct pdf_line *next)
{
    double room = column->right - line->right - first_word_width(page, next) - 0.5 * line->size;
    double middle = (line->left + line->right - next->left - next->right) / 2;
    gboolean is_centred =
        fabs(middle) < 0.3 * line->size && fabs(line->left - next->left) > 0.3 * line->size;
    gboolean is_flush_right = fabs(line->right - next->right) < 0.3 * line->size;
    return room > 0 && !is_centred && !is_flush_right && line->size < DISPLAY * page->size;
}

static gboolean goes_on(const struct pdf_page *page, const struct pdf_line *line,
                        const struct pdf_line *next)
{
    return !ends_sentence(last_of(page, line)) && g_unichar_islower(first_of(page, next));
}

gboolean pdf_is_broken_word(const struct pdf_page *page, const struct pdf_line *line,
                            const struct pdf_line *next)
{
    gunichar hyphen = last_of(page, line);
    return line->count > 1 && (hyphen == '-' || hyphen == 0x2010 || hyphen == 0xAD) &&
           g_unichar_isalnum(pdf_character(page, line->first + line->count - 2)) &&
           g_unichar_isalnum(first_of(page, next));
}

/* A paragraph ends with its sentence on a short line, or on one that is very short: a brochure
 * breaks its lines where it looks good. */
static gboolean is_last(const struct pdf_page *page, const struct pdf_column *column,
                        const struct pdf_line *line, const struct pdf_line *next)
{
    gboolean is_end = ends_sentence(last_of(page, line));
    gboolean is_early = line->right - column->left < EARLY * (column->right - column->left);
    gboolean is_indented = is_end && next->left > line->left + line->size;
    return is_indented || ((is_end || is_early) && is_short(page, column, line, next));
}

/* A dash or a number begins an item only where no sentence goes on. */
static gboolean begins_item(const struct pdf_page *page, const struct pdf_line *line,
                            const struct pdf_line *next)
{
    gboolean is_end = ends_sentence(last_of(page, line)) || pdf_has_number(page, line);
    return pdf_is_bullet(first_of(page, next)) ||
           (is_end && (pdf_bullet_size(page, next) > 0 || pdf_has_number(page, next)));
}

static gboolean joins_below(const struct pdf_page *page, const struct pdf_column *column,
                            const struct pdf_line *line, const struct pdf_line *next)
{
    double leadings = (next->top - line->top) / column->leading;
    if (pdf_is_broken_word(page, line, next)) {
        return leadings < LEADING_BROKEN;
    }
    if (leadings > LEADING_MORE || begins_item(page, line, next)) {
        return FALSE;
    }
    return goes_on(page, line, next) || !is_last(page, column, line, next);
}

/* The library cuts a line where its words are far apart. */
static gboolean joins_beside(const struct pdf_page *page, const struct pdf_line *line,
                             const struct pdf_line *next)
{
    double shared = MIN(line->bottom, next->bottom) - MAX(line->top, next->top);
    double white = next->left - line->right;
    return shared > 0.5 * (line->bottom - line->top) && white > -0.5 * line->size &&
           white < (goes_on(page, line, next) ? 3 : 1.5) * line->size;
}

/* From the foot of a column to the head of the next. */
static gboolean joins_over(const struct pdf_page *page, const struct pdf_line *line,
                           const struct pdf_line *next)
{
    gboolean is_next_column = next->top < line->top - 3 * line->size && next->left > line->right;
    return is_next_column && (pdf_is_broken_word(page, line, next) || goes_on(page, line, next));
}

gboolean pdf_joins(const struct pdf_page *page, const struct pdf_column *column,
                   const struct pdf_line *line, const struct pdf_line *next)
{
    /* Small capitals, or an index, change the size in a line, but not inside a word. */
    double most = pdf_is_broken_word(page, line, next) ? BROKEN_SIZE : SAME_SIZE;
    if (!is_same_size(line, next, most) || line->is_upright || next->is_upright) {
        return FALSE;
    }
    if (joins_beside(page, line, next)) {
        return TRUE;
    }
    return is_below(line, next) ? joins_below(page, column, line, next)
                                : joins_over(page, line, next);
}
