/* SPDX-License-Identifier: MIT
 *
 * The bytes of a part, as they were before they were encoded for their way.
 */
#include "plugins/read-mime/mail.h"

#define ENCODING_SIZE 40u /* bytes of Content-Transfer-Encoding that are looked at */

/* Rubbish among it is left out; but text that only says that it is base64 has blanks and stops. */
static gboolean is_base64(struct ts_str body)
{
    size_t odd = 0;
    for (size_t i = 0; i < body.len; i++) {
        char byte = body.ptr[i];
        gboolean is_known = g_ascii_isalnum(byte) || byte == '+' || byte == '/' || byte == '=' ||
                            byte == '\r' || byte == '\n';
        odd += is_known ? 0 : 1;
    }
    return odd <= body.len / 16 + 2;
}

/* How many signs "=" are missing at the end of a text: without them its last letters would be lost.
 * Of other files, what is cut off is cut off. */
static size_t missing_padding(const struct entity *entity, GMimeContentEncoding encoding)
{
    struct ts_str body = entity->body;
    gboolean is_text =
        encoding == GMIME_CONTENT_ENCODING_BASE64 && g_str_has_prefix(entity->type, "text/");
    size_t signs = 0;
    for (size_t i = 0; is_text && i < body.len; i++) {
        char byte = body.ptr[i];
        signs += g_ascii_isalnum(byte) || byte == '+' || byte == '/' || byte == '=' ? 1 : 0;
    }
    size_t missing = (4 - signs % 4) % 4;
    return missing <= 2 ? missing : 0;
}

static struct ts_str decode(const struct entity *entity, GMimeContentEncoding encoding,
                            char **owned_r)
{
    struct ts_str body = entity->body;
    GMimeEncoding state;
    g_mime_encoding_init_decode(&state, encoding);
    char *out = *owned_r = g_malloc(g_mime_encoding_outlen(&state, body.len) + 8);
    size_t size = g_mime_encoding_step(&state, body.ptr, body.len, out);
    size += g_mime_encoding_step(&state, "==", missing_padding(entity, encoding), out + size);
    size += g_mime_encoding_flush(&state, "", 0, out + size);
    return ts_bytes(out, size);
}

static GMimeContentEncoding encoding_of(const struct entity *entity)
{
    g_autofree char *value = field_get(entity->head, "Content-Transfer-Encoding", ENCODING_SIZE);
    if (!value) {
        return GMIME_CONTENT_ENCODING_DEFAULT;
    }
    g_strdelimit(value, "\"'<>;,", ' ');
    g_strchug(value);
    value[strcspn(value, " \t(")] = '\0';
    return g_mime_content_encoding_from_string(value);
}

struct ts_str content_decode(const struct entity *entity, char **owned_r)
{
    GMimeContentEncoding encoding = encoding_of(entity);
    *owned_r = NULL;
    if (encoding == GMIME_CONTENT_ENCODING_UUENCODE) {
        return embedded_decode(entity->body, owned_r);
    }
    if (encoding == GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE ||
        (encoding == GMIME_CONTENT_ENCODING_BASE64 && is_base64(entity->body))) {
        return decode(entity, encoding, owned_r);
    }
    return entity->body;
}

const char *content_sniff(struct ts_str bytes)
{
    static const struct {
        const char *magic, *media_type;
    } rows[] = {
        {"\x89PNG\r\n\x1a\n", "image/png"},
        {"\xff\xd8\xff", "image/jpeg"},
        {"GIF87a", "image/gif"},
        {"GIF89a", "image/gif"},
        {"%PDF-", "application/pdf"},
        {"\x78\x9f\x3e\x22", "application/ms-tnef"}, /* winmail.dat (MS-OXTNEF, 2.1.3.1) */
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        size_t size = strlen(rows[i].magic);
        if (bytes.len > size && memcmp(bytes.ptr, rows[i].magic, size) == 0) {
            return rows[i].media_type;
        }
    }
    return NULL;
}
