/* SPDX-License-Identifier: MIT
 *
 * A part that is shown: text or HTML, in its character set.
 */
#include "plugins/common/charset.h"
#include "plugins/common/html.h"
#include "plugins/read-mime/mail.h"

enum form { FORM_PLAIN = 1, FORM_HTML, FORM_ENRICHED };

static const struct {
    const char *type;
    enum form form;
} forms[] = {
    {"text/plain", FORM_PLAIN},       {"text/html", FORM_HTML},
    {"text/x-amp-html", FORM_HTML},   {"text/watch-html", FORM_HTML},
    {"text/enriched", FORM_ENRICHED}, {"text/richtext", FORM_ENRICHED},
};

static enum form form_of(const char *type)
{
    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
        if (g_str_equal(type, forms[i].type)) {
            return forms[i].form;
        }
    }
    return 0;
}

gboolean body_is_known(const char *type)
{
    return form_of(type) != 0;
}

static const char *parameter(const struct body *body, const char *name)
{
    GMimeContentType *parameters = body->entity->parameters;
    const char *value = parameters ? g_mime_content_type_get_parameter(parameters, name) : NULL;
    return value ? value : "";
}

/* What is said to be ASCII and is not says nothing: then the bytes decide. */
static struct ts_str declared_charset(const struct body *body)
{
    const char *charset = parameter(body, "charset");
    gboolean is_ascii =
        g_ascii_strcasecmp(charset, "us-ascii") == 0 || g_ascii_strcasecmp(charset, "ascii") == 0;
    return ts_text(is_ascii ? "" : charset);
}

/* Pictures inside the mail are named by the child they are (RFC 2392, RFC 2557). */
static const char *find_companion(void *data, const char *uri)
{
    const struct mail *mail = data;
    gboolean is_id = g_ascii_strncasecmp(uri, "cid:", 4) == 0;
    g_autofree char *id = is_id ? g_uri_unescape_string(uri + 4, NULL) : NULL;
    const char *companion = g_hash_table_lookup(mail->companions, id ? id : uri + (is_id ? 4 : 0));
    if (companion) {
        g_hash_table_add(mail->shown, g_strdup(companion));
    }
    return companion;
}

static void read_html(struct mail *mail, const struct body *body, struct ts_str text)
{
    g_autofree char *where = g_strdup_printf("part=%s/", body->path);
    struct html_input input = {
        .bytes = text,
        .charset = ts_text("utf-8"),
        .language = ts_text(body->language),
        .where = ts_text(where),
        .is_part = 1,
        .has_acceptances = 1,
        .older = mail->is_outgoing ? &mail->older : NULL,
        .wants_pictures = 1, /* pictures of a mail are taken out in any case */
        .find_picture = find_companion,
        .data = mail,
    };
    mail->is_failed |= html_read(mail->call, &input) != 0;
}

static void read_plain(struct mail *mail, const struct body *body, struct ts_str text)
{
    g_autofree char *where = g_strdup_printf("part=%s", body->path);
    struct plain_input input = {
        .text = text,
        .language = body->language,
        .where = where,
        .is_tight = g_ascii_strcasecmp(parameter(body, "format"), "flowed") == 0 &&
                    g_ascii_strcasecmp(parameter(body, "delsp"), "yes") == 0,
    };
    plain_read(mail, &input);
}

/* Enriched text (RFC 1896) without its commands; gmime's filter recurses until the stack is used
 * up. */
static struct ts_str without_commands(struct ts_str text, char **owned_r)
{
    char *out = *owned_r = g_malloc(text.len + 1);
    size_t size = 0;
    for (size_t at = 0; at < text.len; at++) {
        gboolean is_literal = text.ptr[at] != '<' || (at + 1 < text.len && text.ptr[at + 1] == '<');
        const char *end = is_literal ? NULL : memchr(text.ptr + at, '>', text.len - at);
        if (!end) {
            at += text.ptr[at] == '<' && is_literal ? 1 : 0;
            out[size++] = text.ptr[at];
            continue;
        }
        gboolean is_line = end - (text.ptr + at) == 3 && memcmp(text.ptr + at + 1, "nl", 2) == 0;
        if (is_line) {
            out[size++] = '\n';
        }
        at = (size_t)(end - text.ptr);
    }
    return ts_bytes(out, size);
}

static void read_enriched(struct mail *mail, const struct body *body, struct ts_str text)
{
    g_autofree char *owned = NULL;
    read_plain(mail, body, without_commands(text, &owned));
}

gboolean body_read(struct mail *mail, const struct body *body)
{
    enum form form = form_of(body->entity->type);
    g_autofree char *owned = NULL;
    struct ts_str bytes = body->bytes;
    struct charset_result converted;
    struct charset_hint hint = {.declared = declared_charset(body)};
    if (form == FORM_PLAIN) {
        bytes = embedded_take(mail, bytes, body->path, &owned);
    }
    hint.has_markup = form == FORM_HTML;
    hint.keeps_nul = form == FORM_HTML;
    charset_to_utf8(mail->call, &hint, bytes, &converted);
    if (converted.is_binary) {
        return FALSE;
    }
    g_string_append_printf(mail->bodies, "%s%s", mail->bodies->len ? " " : "", body->entity->type);
    if (form == FORM_HTML) {
        read_html(mail, body, converted.text);
    } else if (form == FORM_ENRICHED) {
        read_enriched(mail, body, converted.text);
    } else {
        read_plain(mail, body, converted.text);
    }
    return TRUE;
}
