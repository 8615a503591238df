/* SPDX-License-Identifier: MIT
 *
 * Hashes what checks see of a mail, without what differs from recipient to recipient.
 */
#include "core/milter/campaign.h"

#include <string.h>

#define BOUNDARIES 16u    /* of one mail; others count as they stand */
#define BOUNDARY_SIZE 70u /* RFC 2046, section 5.1.1 */
#define BOUNDARY_SHORT 8u /* shorter ones are not made by chance, and count */

/* What a check may look at. All else is of the way, or of the recipient. */
static const char *const counted[] = {
    "From",
    "Sender",
    "Reply-To",
    "Subject",
    "Content-Type",
    "Precedence",
    "Content-Language",
    "Content-Transfer-Encoding",
    "Auto-Submitted",
    "MIME-Version",
    "List-Id",
    "Content-Disposition",
    "List-Unsubscribe-Post",
};

struct hasher {
    GChecksum *sum;
    GPtrArray *boundaries; /* char * */
};

static void put(struct hasher *hasher, const char *bytes, gsize size)
{
    g_checksum_update(hasher->sum, (const guchar *)bytes, (gssize)size);
}

/* With its end, so that no two sequences of texts are the same bytes. */
static void put_text(struct hasher *hasher, const char *text)
{
    put(hasher, text, strlen(text) + 1);
}

static const char *find_parameter(const char *line, gsize size)
{
    static const char name[] = "boundary=";
    for (gsize i = 0; i + sizeof name - 1 < size; i++) {
        if ((line[i] == 'b' || line[i] == 'B') &&
            g_ascii_strncasecmp(line + i, name, sizeof name - 1) == 0) {
            return line + i + sizeof name - 1;
        }
    }
    return NULL;
}

/* Where the value of boundary= stands in a line; 0: nowhere. */
static gsize find_value(const char *line, gsize size, const char **value_r)
{
    const char *at = find_parameter(line, size);
    const char *end = line + size;
    if (!at) {
        return 0;
    }
    gboolean is_quoted = at < end && *at == '"';
    at += is_quoted ? 1 : 0;
    *value_r = at;
    while (at < end && (is_quoted ? *at != '"' : !strchr("; \t\r\n", *at))) {
        at++;
    }
    gsize length = (gsize)(at - *value_r);
    return length >= BOUNDARY_SHORT && length <= BOUNDARY_SIZE ? length : 0;
}

static gboolean is_boundary(struct hasher *hasher, const char *line, gsize size)
{
    if (size < 2 + BOUNDARY_SHORT || line[0] != '-' || line[1] != '-') {
        return FALSE;
    }
    for (guint i = 0; i < hasher->boundaries->len; i++) {
        const char *boundary = g_ptr_array_index(hasher->boundaries, i);
        gsize length = strlen(boundary);
        if (size >= 2 + length && memcmp(line + 2, boundary, length) == 0) {
            const char *rest = line + 2 + length;
            gsize left = size - 2 - length;
            put(hasher, left >= 2 && memcmp(rest, "--", 2) == 0 ? "\1last" : "\1next", 5);
            return TRUE;
        }
    }
    return FALSE;
}

/* A line that names a boundary counts without it. */
static void put_line(struct hasher *hasher, const char *line, gsize size)
{
    const char *value;
    gsize length = hasher->boundaries->len < BOUNDARIES ? find_value(line, size, &value) : 0;
    if (length) {
        g_ptr_array_add(hasher->boundaries, g_strndup(value, length));
        put(hasher, line, (gsize)(value - line));
        put(hasher, value + length, size - (gsize)(value - line) - length);
    } else if (!is_boundary(hasher, line, size)) {
        put(hasher, line, size);
    }
}

static gboolean is_counted(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(counted); i++) {
        if (g_ascii_strcasecmp(name, counted[i]) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Each recipient has an own address to unsubscribe; checks ask by what way and at which host. */
static void put_unsubscribe(struct hasher *hasher, const char *value)
{
    put_text(hasher, "list-unsubscribe");
    for (const char *at = strchr(value, '<'); at; at = strchr(at + 1, '<')) {
        gboolean is_mail = g_ascii_strncasecmp(at + 1, "mailto:", 7) == 0;
        gsize scheme = strcspn(at + 1, ":>");
        const char *host = at + 1 + scheme + strspn(at + 1 + scheme, ":/");
        put(hasher, at, scheme + 1);
        if (!is_mail) {
            put(hasher, host, strcspn(host, "/?#>"));
        }
    }
}

static void put_fields(struct hasher *hasher, const struct mail *mail)
{
    for (guint i = 0; i < mail->fields->len; i++) {
        const struct mail_field *field = g_ptr_array_index(mail->fields, i);
        if (g_ascii_strcasecmp(field->name, "List-Unsubscribe") == 0) {
            put_unsubscribe(hasher, field->value);
        } else if (is_counted(field->name)) {
            g_autofree char *name = g_ascii_strdown(field->name, -1);
            put_text(hasher, name);
            put_line(hasher, field->value, strlen(field->value));
            put(hasher, "", 1);
        }
    }
}

static void put_body(struct hasher *hasher, const GString *body)
{
    for (gsize at = 0; at < body->len;) {
        const char *line = body->str + at;
        const char *end = memchr(line, '\n', body->len - at);
        gsize size = end ? (gsize)(end - line) + 1 : body->len - at;
        put_line(hasher, line, size);
        at += size;
    }
}

char *campaign_key(const struct mail *mail, const char *touchpoint, const char *as_of)
{
    struct hasher hasher = {
        .sum = g_checksum_new(G_CHECKSUM_SHA256),
        .boundaries = g_ptr_array_new_with_free_func(g_free),
    };
    put_text(&hasher, touchpoint);
    put_text(&hasher, as_of);
    put_fields(&hasher, mail);
    put_text(&hasher, "body");
    put_body(&hasher, mail->body);
    char *key = g_strdup(g_checksum_get_string(hasher.sum));
    g_checksum_free(hasher.sum);
    g_ptr_array_unref(hasher.boundaries);
    return key;
}
