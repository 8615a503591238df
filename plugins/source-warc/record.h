/* SPDX-License-Identifier: MIT
 *
 * The head of one WARC record (ISO 28500).
 */
#ifndef PLUGINS_SOURCE_WARC_RECORD_H
#define PLUGINS_SOURCE_WARC_RECORD_H

#include <glib.h>

#include "touchstone/plugin.h"

enum record_format {
    RECORD_GOOD,
    RECORD_OLD,  /* WARC 0.x, drafts of before the standard */
    RECORD_ARC,  /* what came before WARC */
    RECORD_OTHER /* no record */
};

enum record_type {
    RECORD_RESPONSE,
    RECORD_RESOURCE,
    RECORD_REVISIT,
    RECORD_NOTE /* all others: what the crawler says of itself */
};

enum record_field {
    RECORD_FIELD_TYPE,
    RECORD_FIELD_URI,
    RECORD_FIELD_DATE,
    RECORD_FIELD_LENGTH,
    RECORD_FIELD_MEDIA_TYPE,
    RECORD_FIELD_TRUNCATED,
    RECORD_FIELD_BLOCK_DIGEST,
    RECORD_FIELD_PAYLOAD_DIGEST,
    RECORD_FIELD_PROFILE,
    RECORD_FIELD_REFERS_URI,
    RECORD_FIELD_REFERS_DATE,
    RECORD_FIELD_SEGMENT,
    RECORD_FIELD_COUNT
};

/* Views into the head. */
struct record {
    enum record_type type;
    guint64 length; /* of the block */
    struct ts_str fields[RECORD_FIELD_COUNT];
};

/* By the first line. */
enum record_format record_format(struct ts_str head);

/* Of a head with its empty line; it is RECORD_GOOD only with a type and a length. */
enum record_format record_parse(struct ts_str head, struct record *record_r);

/* The address, without the angle brackets that wget writes around it. */
struct ts_str record_uri(struct ts_str field);

/* A date as a number that grows with time: its first 18 digits, 0 if there are fewer than 14. */
guint64 record_date(struct ts_str field);

/* Does the block begin with the head of an HTTP answer? */
gboolean record_is_http(const struct record *record);

#endif
