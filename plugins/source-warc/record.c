/* SPDX-License-Identifier: MIT
 *
 * Hostile heads: a record without a plain length is none, for nobody knows where it ends.
 */
#include "plugins/source-warc/record.h"

#include "plugins/source-warc/head.h"

#define DIGITS_MAX 18u /* of a number that 64 bits hold, whatever it is */

static const char *const fields[RECORD_FIELD_COUNT] = {
    [RECORD_FIELD_TYPE] = "WARC-Type",
    [RECORD_FIELD_URI] = "WARC-Target-URI",
    [RECORD_FIELD_DATE] = "WARC-Date",
    [RECORD_FIELD_LENGTH] = "Content-Length",
    [RECORD_FIELD_MEDIA_TYPE] = "Content-Type",
    [RECORD_FIELD_TRUNCATED] = "WARC-Truncated",
    [RECORD_FIELD_BLOCK_DIGEST] = "WARC-Block-Digest",
    [RECORD_FIELD_PAYLOAD_DIGEST] = "WARC-Payload-Digest",
    [RECORD_FIELD_PROFILE] = "WARC-Profile",
    [RECORD_FIELD_REFERS_URI] = "WARC-Refers-To-Target-URI",
    [RECORD_FIELD_REFERS_DATE] = "WARC-Refers-To-Date",
    [RECORD_FIELD_SEGMENT] = "WARC-Segment-Number",
};

static const struct {
    const char *name;
    enum record_type type;
} types[] = {
    {"response", RECORD_RESPONSE},
    {"resource", RECORD_RESOURCE},
    {"revisit", RECORD_REVISIT},
};

static const struct {
    const char *beginning;
    enum record_format format;
} formats[] = {
    {"WARC/1.", RECORD_GOOD},
    {"WARC/0.", RECORD_OLD},
    {"filedesc://", RECORD_ARC},
};

enum record_format record_format(struct ts_str head)
{
    struct ts_str line = head_take_line(&head);
    for (size_t i = 0; i < G_N_ELEMENTS(formats); i++) {
        size_t size = strlen(formats[i].beginning);
        if (line.len >= size && memcmp(line.ptr, formats[i].beginning, size) == 0) {
            return formats[i].format;
        }
    }
    return RECORD_OTHER;
}

static enum record_type type_of(struct ts_str name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(types); i++) {
        if (head_is_name(name, types[i].name)) {
            return types[i].type;
        }
    }
    return RECORD_NOTE;
}

static gboolean read_length(struct ts_str text, guint64 *length_r)
{
    *length_r = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (!g_ascii_isdigit(text.ptr[i]) || i >= DIGITS_MAX) {
            return FALSE;
        }
        *length_r = *length_r * 10 + (guint64)(text.ptr[i] - '0');
    }
    return text.len > 0;
}

/* The first of a name counts. */
static void keep_field(struct record *record, const struct ts_pair *field)
{
    for (size_t i = 0; i < RECORD_FIELD_COUNT; i++) {
        if (!record->fields[i].len && head_is_name(field->name, fields[i])) {
            record->fields[i] = field->value;
        }
    }
}

enum record_format record_parse(struct ts_str head, struct record *record_r)
{
    struct ts_pair field;
    *record_r = (struct record){.type = RECORD_NOTE};
    enum record_format format = record_format(head);
    if (format != RECORD_GOOD) {
        return format;
    }
    head_take_line(&head);
    while (head_next_field(&head, &field)) {
        keep_field(record_r, &field);
    }
    record_r->type = type_of(record_r->fields[RECORD_FIELD_TYPE]);
    return record_r->fields[RECORD_FIELD_TYPE].len &&
                   read_length(record_r->fields[RECORD_FIELD_LENGTH], &record_r->length)
               ? RECORD_GOOD
               : RECORD_OTHER;
}

struct ts_str record_uri(struct ts_str field)
{
    gboolean has_brackets =
        field.len >= 2 && field.ptr[0] == '<' && field.ptr[field.len - 1] == '>';
    return has_brackets ? ts_bytes(field.ptr + 1, field.len - 2) : field;
}

guint64 record_date(struct ts_str field)
{
    guint64 date = 0;
    guint digits = 0;
    for (size_t i = 0; i < field.len && digits < DIGITS_MAX; i++) {
        if (g_ascii_isdigit(field.ptr[i])) {
            date = date * 10 + (guint64)(field.ptr[i] - '0');
            digits++;
        }
    }
    gboolean is_date = digits >= 14;
    for (; is_date && digits < DIGITS_MAX; digits++) {
        date *= 10;
    }
    return is_date ? date : 0;
}

gboolean record_is_http(const struct record *record)
{
    static const char type[] = "application/http";
    struct ts_str given = record->fields[RECORD_FIELD_MEDIA_TYPE];
    return record->type != RECORD_RESOURCE && given.len >= sizeof type - 1 &&
           g_ascii_strncasecmp(given.ptr, type, sizeof type - 1) == 0;
}
