/* SPDX-License-Identifier: MIT
 *
 * The table of shared strings of a workbook (ECMA-376 part 1, 18.4).
 */
#include "plugins/read-office/sheets.h"

#define STRINGS 2000000u

struct sheet_strings {
    GString *text;   /* all of them */
    GArray *offsets; /* gsize: where each begins */
    gboolean is_in_text, is_full;
};

static void begin_item(void *self, const struct xml_tag *tag)
{
    struct sheet_strings *strings = self;
    if (strings->offsets->len == STRINGS) {
        strings->is_full = TRUE;
        xml_stop(tag);
        return;
    }
    g_array_append_val(strings->offsets, strings->text->len);
}

static void begin_text(void *self, const struct xml_tag *tag)
{
    (void)tag;
    ((struct sheet_strings *)self)->is_in_text = TRUE;
}

static void end_text(void *self)
{
    ((struct sheet_strings *)self)->is_in_text = FALSE;
}

/* How it is said, in Japanese: not shown. */
static void skip_phonetic(void *self, const struct xml_tag *tag)
{
    (void)self;
    xml_skip(tag);
}

static void add_text(void *self, struct ts_str text)
{
    struct sheet_strings *strings = self;
    if (strings->is_in_text) {
        g_string_append_len(strings->text, text.ptr, (gssize)text.len);
    }
}

struct sheet_strings *sheet_strings_new(struct office *office, const char *part)
{
    static const struct xml_rule rules[] = {
        {"x:si", begin_item, NULL},
        {"x:t", begin_text, end_text},
        {"x:rPh", skip_phonetic, NULL},
    };
    struct sheet_strings *strings = g_new0(struct sheet_strings, 1);
    struct xml_handler handler = {.tables = {TS_LIST_OF(rules)}, .text = add_text, .self = strings};
    strings->text = g_string_new(NULL);
    strings->offsets = g_array_new(FALSE, FALSE, sizeof(gsize));
    if (part) {
        office_walk(office, part, &handler);
    }
    if (strings->is_full) {
        office_cut(office, part, "has more than 2,000,000 strings");
    }
    return strings;
}

void sheet_strings_free(struct sheet_strings **strings)
{
    g_string_free((*strings)->text, TRUE);
    g_array_unref((*strings)->offsets);
    g_clear_pointer(strings, g_free);
}

struct ts_str sheet_strings_get(const struct sheet_strings *strings, guint64 number)
{
    if (number >= strings->offsets->len) {
        return ts_text(NULL);
    }
    gsize begin = g_array_index(strings->offsets, gsize, number);
    gsize end = number + 1 < strings->offsets->len
                    ? g_array_index(strings->offsets, gsize, number + 1)
                    : strings->text->len;
    return ts_bytes(strings->text->str + begin, end - begin);
}
