/* SPDX-License-Identifier: MIT
 *
 * GLib computes them; what is left is how they are written (RFC 4648, base 32 and 16).
 */
#include "plugins/source-warc/digest.h"

#define DIGEST_SIZE 64u /* bytes of the longest */

static const struct {
    const char *name;
    GChecksumType type;
} kinds[] = {
    {"sha1", G_CHECKSUM_SHA1},      {"sha-1", G_CHECKSUM_SHA1},    {"sha256", G_CHECKSUM_SHA256},
    {"sha-256", G_CHECKSUM_SHA256}, {"sha512", G_CHECKSUM_SHA512}, {"sha-512", G_CHECKSUM_SHA512},
    {"md5", G_CHECKSUM_MD5},
};

static gboolean find_kind(struct ts_str name, GChecksumType *type_r)
{
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (name.len == strlen(kinds[i].name) &&
            g_ascii_strncasecmp(name.ptr, kinds[i].name, name.len) == 0) {
            *type_r = kinds[i].type;
            return TRUE;
        }
    }
    return FALSE;
}

static char *base32(const guint8 *bytes, size_t size)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    GString *out = g_string_new(NULL);
    guint32 held = 0;
    guint bits = 0;
    for (size_t i = 0; i < size; i++) {
        held = held << 8 | bytes[i];
        for (bits += 8; bits >= 5; bits -= 5) {
            g_string_append_c(out, letters[held >> (bits - 5) & 31]);
        }
        held &= (1u << bits) - 1;
    }
    if (bits) {
        g_string_append_c(out, letters[held << (5 - bits) & 31]);
    }
    return g_string_free(out, FALSE);
}

static gboolean is_same(struct ts_str written, const char *own)
{
    return written.len == strlen(own) && g_ascii_strncasecmp(written.ptr, own, written.len) == 0;
}

static enum digest_verdict compare(struct ts_str written, GChecksumType type, struct ts_str bytes)
{
    guint8 raw[DIGEST_SIZE];
    gsize size = sizeof raw;
    g_autoptr(GChecksum) checksum = g_checksum_new(type);
    g_checksum_update(checksum, (const guchar *)(bytes.ptr ? bytes.ptr : ""), (gssize)bytes.len);
    g_autofree char *hex = g_strdup(g_checksum_get_string(checksum));
    g_checksum_get_digest(checksum, raw, &size);
    g_autofree char *letters = base32(raw, size);
    if (written.len != strlen(hex) && written.len != strlen(letters)) {
        return DIGEST_UNKNOWN;
    }
    return is_same(written, hex) || is_same(written, letters) ? DIGEST_SAME : DIGEST_DIFFERENT;
}

enum digest_verdict digest_judge(struct ts_str digest, struct ts_str bytes)
{
    const char *colon = digest.len ? memchr(digest.ptr, ':', digest.len) : NULL;
    size_t size = colon ? (size_t)(colon - digest.ptr) : 0;
    GChecksumType type;
    if (!colon || !find_kind(ts_bytes(digest.ptr, size), &type)) {
        return DIGEST_UNKNOWN;
    }
    struct ts_str written = ts_bytes(colon + 1, digest.len - size - 1);
    while (written.len && written.ptr[written.len - 1] == '=') {
        written.len--;
    }
    return compare(written, type, bytes);
}

/* FNV-1a; who makes two digests collide is found out when the record is read. */
guint64 digest_key(struct ts_str digest)
{
    guint64 key = G_GUINT64_CONSTANT(0xCBF29CE484222325);
    for (size_t i = 0; i < digest.len; i++) {
        key = (key ^ (guint8)g_ascii_tolower(digest.ptr[i])) * G_GUINT64_CONSTANT(0x100000001B3);
    }
    return digest.len ? MAX(key, 1) : 0;
}
