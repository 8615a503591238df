/* SPDX-License-Identifier: MIT
 *
 * Says of a part what keeps it from being read.
 */
#include "plugins/read-mime/envelope.h"

#include <openssl/cms.h>
#include <openssl/err.h>

#include "plugins/common/limits.h"

static const char *parameter(const struct entity *entity, const char *name)
{
    const char *value =
        entity->parameters ? g_mime_content_type_get_parameter(entity->parameters, name) : NULL;
    return value ? value : "";
}

static void emit_mail(struct mail *mail, const char *path, struct ts_str bytes)
{
    struct mail_child child = {.path = path, .media_type = "message/rfc822", .bytes = bytes};
    mail_emit_child(mail, &child);
}

/* What an S/MIME envelope holds if it is only signed (RFC 8551, section 3.5.2); nobody checks the
 * signature here. It is a part with a head of its own: a document inside this one. */
static gboolean read_signed(struct mail *mail, const char *path, struct ts_str bytes)
{
    const unsigned char *at = (const unsigned char *)bytes.ptr;
    CMS_ContentInfo *cms = d2i_CMS_ContentInfo(NULL, &at, (long)bytes.len);
    gboolean is_signed = cms && OBJ_obj2nid(CMS_get0_type(cms)) == NID_pkcs7_signed;
    ASN1_OCTET_STRING **content = is_signed ? CMS_get0_content(cms) : NULL;
    gboolean is_there = content && *content && ASN1_STRING_length(*content) > 0;
    if (is_there) {
        emit_mail(mail, path,
                  ts_bytes(ASN1_STRING_get0_data(*content), (size_t)ASN1_STRING_length(*content)));
    }
    CMS_ContentInfo_free(cms);
    ERR_clear_error();
    return is_there;
}

static void read_smime(struct mail *mail, const struct entity *entity, const char *path,
                       struct ts_str bytes)
{
    static const char *const sealed[] = {"enveloped-data", "authenveloped-data"};
    const char *kind = parameter(entity, "smime-type");
    for (size_t i = 0; i < G_N_ELEMENTS(sealed); i++) {
        if (g_ascii_strcasecmp(kind, sealed[i]) == 0) {
            mail_say(mail, "encrypted: its content was not read");
            return;
        }
    }
    gboolean is_list = g_ascii_strcasecmp(kind, "certs-only") == 0;
    if (!is_list && !read_signed(mail, path, bytes)) {
        mail_say(mail, "encrypted, or signed in a way that was not understood: "
                       "its content was not read");
    }
}

/* RFC 2046, section 5.2.2: the first piece has the head of the whole. */
static void read_piece(struct mail *mail, const struct entity *entity, const char *path,
                       struct ts_str bytes)
{
    const char *number = parameter(entity, "number"), *total = parameter(entity, "total");
    if (strcmp(number, "1") == 0) {
        emit_mail(mail, path, bytes);
    }
    if (strcmp(number, "1") != 0 || strcmp(total, "1") != 0) {
        g_autofree char *own = g_strndup(number, 20);
        g_autofree char *valid = g_utf8_make_valid(own, -1);
        g_autofree char *what = g_strdup_printf("piece %s of a larger mail; the other pieces were "
                                                "not read",
                                                *number ? valid : "?");
        mail_say(mail, what);
    }
}

static void say_elsewhere(struct mail *mail, const struct entity *entity, const char *path,
                          struct ts_str bytes)
{
    (void)entity;
    (void)bytes;
    g_autofree char *what =
        g_strdup_printf("part %s lies elsewhere (message/external-body) and was not read", path);
    mail_say(mail, what);
}

static void say_encrypted(struct mail *mail, const struct entity *entity, const char *path,
                          struct ts_str bytes)
{
    (void)entity;
    (void)path;
    (void)bytes;
    mail_say(mail, "encrypted: its content was not read");
}

static const struct {
    const char *type;
    void (*read)(struct mail *mail, const struct entity *entity, const char *path,
                 struct ts_str bytes);
} rows[] = {
    {"application/pkcs7-mime", read_smime},
    {"application/x-pkcs7-mime", read_smime},
    {"message/partial", read_piece},
    {"message/external-body", say_elsewhere},
    {"application/pgp-encrypted", say_encrypted},
};

gboolean envelope_is_sealed(struct mail *mail, const struct entity *entity, const char *path,
                            struct ts_str bytes)
{
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (g_str_equal(entity->type, rows[i].type)) {
            rows[i].read(mail, entity, path, bytes);
            return TRUE;
        }
    }
    /* The mail says it, once. */
    return entity->depth >= READER_PART_DEPTH && g_str_has_prefix(entity->type, "multipart/");
}
