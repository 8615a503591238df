/* SPDX-License-Identifier: MIT
 *
 * Walks the parts of a mail: what is shown becomes blocks of one document, the rest children.
 */
#include "plugins/read-mime/mail.h"

#include "plugins/common/charset.h"
#include "plugins/common/limits.h"
#include "plugins/read-mime/envelope.h"
#include "plugins/read-mime/words.h"

#define NAME_SIZE 1000u       /* bytes of a file's name */
#define SAID_MAX 20u          /* times it is said that something was not read */
#define FIELD_SIZE (4u << 10) /* bytes of a part's other fields */

void mail_say(struct mail *mail, const char *what)
{
    if (mail->said++ < SAID_MAX) {
        mail->call->host->emit_truncated(mail->call, ts_text(what));
    }
}

void mail_emit_meta(struct mail *mail, const char *name, const char *value)
{
    struct ts_pair pair = {ts_text(name), ts_text(value)};
    mail->is_failed |= mail->call->host->emit_meta(mail->call, &pair) != 0;
}

void mail_emit_child(struct mail *mail, const struct mail_child *from)
{
    if (mail->children++ >= READER_PARTS) {
        mail_say(mail, "files beyond the first 1,000 in a mail were not read");
        return;
    }
    g_autofree char *suffix = g_strdup_printf("part=%s", from->path);
    g_autofree char *type = g_utf8_make_valid(from->media_type, -1);
    g_autofree char *charset = g_utf8_make_valid(from->charset ? from->charset : "", -1);
    struct ts_child child = {
        .size = sizeof child,
        .suffix = ts_text(suffix),
        .media_type = ts_text(type),
        .charset = ts_text(charset),
        .name = ts_text(from->name),
        .bytes = from->bytes,
    };
    mail->is_failed |= mail->call->host->emit_child(mail->call, &child) != 0;
}

/* ---- what a part is ---- */

struct part {
    const struct entity *entity;
    char *path;
    char *name; /* of the file; UTF-8, or NULL */
    gboolean is_attached;
};

/* The name in Content-Disposition counts before that in Content-Type (RFC 2183). */
static char *raw_name(const struct entity *entity, const char *disposition)
{
    const char *name = NULL;
    GMimeContentDisposition *parsed =
        disposition ? g_mime_content_disposition_parse(NULL, disposition) : NULL;
    if (parsed) {
        name = g_mime_content_disposition_get_parameter(parsed, "filename");
    }
    if (!name && entity->parameters) {
        name = g_mime_content_type_get_parameter(entity->parameters, "name");
    }
    char *own = name && *name ? g_strndup(name, NAME_SIZE) : NULL;
    g_clear_object(&parsed);
    return own;
}

/* gmime undoes RFC 2231; encoded words are not allowed here, and met. NULL = no name. */
static char *name_of(struct mail *mail, const struct entity *entity, const char *disposition)
{
    g_autofree char *raw = raw_name(entity, disposition);
    g_autofree char *utf8 = raw ? words_to_utf8(mail->call, raw, mail->charset) : NULL;
    return utf8 ? words_decode(mail->call, ts_text(utf8)) : NULL;
}

static void part_init(struct part *part, struct mail *mail, guint index)
{
    part->entity = entities_get(&mail->entities, index);
    part->path = entities_path(&mail->entities, index);
    g_autofree char *disposition = field_get(part->entity->head, "Content-Disposition", FIELD_SIZE);
    part->name = name_of(mail, part->entity, disposition);
    part->is_attached = disposition && g_ascii_strncasecmp(disposition, "attachment", 10) == 0;
}

static void part_finish(struct part *part)
{
    g_free(part->path);
    g_free(part->name);
}

/* RFC 8621, section 4.1.4: what mail programs show as the mail's text. */
static gboolean is_body(const struct mail *mail, const struct part *part)
{
    const struct entity *parent = entities_get(&mail->entities, part->entity->parent);
    if (part->is_attached || !body_is_known(part->entity->type)) {
        return FALSE;
    }
    return part->entity->number <= 1 ||
           (!part->name && !g_str_equal(parent->type, "multipart/related"));
}

/* ---- what becomes of it ---- */

static const char *child_type(const struct entity *entity, struct ts_str bytes)
{
    static const struct {
        const char *type, *means;
    } rows[] = {
        {"message/global", "message/rfc822"},
        {"message/news", "message/rfc822"},
        {"text/rfc822-headers", "message/rfc822"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (g_str_equal(entity->type, rows[i].type)) {
            return rows[i].means;
        }
    }
    const char *sniffed =
        g_str_equal(entity->type, "application/octet-stream") ? content_sniff(bytes) : NULL;
    return sniffed ? sniffed : entity->type;
}

/* What somebody else wrote, or before: a forwarded mail, a picture that only an older mail shows.
 */
static gboolean is_older(const struct mail *mail, const struct part *part, const char *type)
{
    if (!mail->is_outgoing) {
        return FALSE;
    }
    if (g_str_equal(type, "message/rfc822")) {
        return TRUE;
    }
    const struct entity *parent = entities_get(&mail->entities, part->entity->parent);
    g_autofree char *address = g_strdup_printf("#part=%s", part->path);
    return mail->older.is_met && g_str_has_prefix(type, "image/") &&
           g_str_equal(parent->type, "multipart/related") &&
           !g_hash_table_contains(mail->shown, address);
}

static void read_child(struct mail *mail, const struct part *part, struct ts_str bytes)
{
    GMimeContentType *parameters = part->entity->parameters;
    struct mail_child child = {
        .path = part->path,
        .media_type = child_type(part->entity, bytes),
        .charset = parameters ? g_mime_content_type_get_parameter(parameters, "charset") : NULL,
        .name = part->name,
        .bytes = bytes,
    };
    if (!is_older(mail, part, child.media_type)) {
        mail_emit_child(mail, &child);
    }
}

static void read_body(struct mail *mail, const struct part *part, struct ts_str bytes)
{
    g_autofree char *language = headers_language(part->entity->head, mail->language);
    struct body body = {part->entity, bytes, part->path, language};
    if (!body_read(mail, &body)) { /* says that it is text, and is not */
        const char *sniffed = content_sniff(bytes);
        struct mail_child child = {
            .path = part->path,
            .media_type = sniffed ? sniffed : "application/octet-stream",
            .name = part->name,
            .bytes = bytes,
        };
        mail_emit_child(mail, &child);
    }
}

static void read_part(struct mail *mail, guint index)
{
    struct part part;
    g_autofree char *owned = NULL;
    part_init(&part, mail, index);
    struct ts_str bytes = content_decode(part.entity, &owned);
    if (envelope_is_sealed(mail, part.entity, part.path, bytes)) {
        /* said */
    } else if (is_body(mail, &part)) {
        read_body(mail, &part, bytes);
    } else {
        read_child(mail, &part, bytes);
    }
    part_finish(&part);
}

static gboolean is_inside(const struct mail *mail, guint index, const char *type)
{
    const struct entity *entity = entities_get(&mail->entities, index);
    while (entity->depth > 0) {
        entity = entities_get(&mail->entities, entity->parent);
        if (g_str_equal(entity->type, type)) {
            return TRUE;
        }
    }
    return FALSE;
}

static void read_parts(struct mail *mail)
{
    for (guint i = 0; i < mail->entities.items->len; i++) {
        if (!entities_get(&mail->entities, i)->is_multipart &&
            !is_inside(mail, i, "multipart/encrypted")) {
            read_part(mail, i);
        }
    }
}

/* ---- what the HTML may name ---- */

static void add_companion(struct mail *mail, const struct entity *entity, const char *field,
                          const char *path)
{
    g_autofree char *value = field_get(entity->head, field, FIELD_SIZE);
    if (!value || !*value) {
        return;
    }
    size_t size = strlen(value);
    if (*value == '<' && value[size - 1] == '>') {
        value[size - 1] = '\0';
        memmove(value, value + 1, size - 1);
    }
    if (!g_hash_table_contains(mail->companions, value)) {
        g_hash_table_insert(mail->companions, g_steal_pointer(&value),
                            g_strdup_printf("#part=%s", path));
    }
}

static void find_companions(struct mail *mail)
{
    for (guint i = 1; i < mail->entities.items->len; i++) {
        const struct entity *entity = entities_get(&mail->entities, i);
        if (!entity->is_multipart) {
            g_autofree char *path = entities_path(&mail->entities, i);
            add_companion(mail, entity, "Content-ID", path);
            add_companion(mail, entity, "Content-Location", path);
        }
    }
}

/* ---- the mail ---- */

static void say_damage(struct mail *mail)
{
    const struct entities *entities = &mail->entities;
    const struct {
        gboolean is_so;
        const char *what;
    } rows[] = {
        {entities->is_open && !entities->has_no_parts,
         "the mail is cut off: its last boundary is missing"},
        {entities->has_no_parts, "a boundary is named, but no part begins with it"},
        {entities->is_too_many, "parts beyond the first 1,000 were not read"},
        {entities->is_too_deep, "parts inside more than 32 other parts were not read"},
        {entities->has_large_head, "headers beyond the first MB were not read"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (rows[i].is_so) {
            mail_say(mail, rows[i].what);
        }
    }
    for (guint i = 0; i < entities->items->len; i++) {
        if (g_str_equal(entities_get(entities, i)->type, "multipart/encrypted")) {
            mail_say(mail, "encrypted: its content was not read");
        }
    }
}

static int emit_head(struct mail *mail, const char *subject)
{
    struct ts_head head = {
        .size = sizeof head, .title = ts_text(subject), .language = ts_text(mail->language)};
    mail_emit_meta(mail, "mail-parts", mail->bodies->str);
    return mail->is_failed ? -1 : mail->call->host->emit_head(mail->call, &head);
}

/* Something like "Name: value" must stand at the front: any bytes could be a text. */
static gboolean has_headers(const struct entities *entities)
{
    struct ts_str head = entities_get(entities, 0)->head;
    for (size_t at = 0, next; at < head.len; at = next) {
        struct ts_str line = line_at(head, at, &next);
        size_t size = field_name_size(line);
        if (size > 1 && g_ascii_isalpha(*line.ptr)) {
            return TRUE;
        }
    }
    return FALSE;
}

static int read_whole(struct mail *mail)
{
    const struct entity *root = entities_get(&mail->entities, 0);
    const char *charset =
        root->parameters ? g_mime_content_type_get_parameter(root->parameters, "charset") : NULL;
    mail->language = headers_language(root->head, "");
    mail->charset = g_strdup(charset ? charset : "");
    mail->bodies = g_string_new(NULL);
    mail->companions = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    mail->shown = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autofree char *subject = headers_read(mail);
    find_companions(mail);
    read_parts(mail);
    say_damage(mail);
    int done = emit_head(mail, subject);
    g_hash_table_unref(mail->companions);
    g_hash_table_unref(mail->shown);
    g_string_free(mail->bodies, TRUE);
    g_free(mail->language);
    g_free(mail->charset);
    return done;
}

/* Mails saved in UTF-16, and those whose lines end in a carriage return alone. */
static struct ts_str normalise(struct ts_call *call, struct ts_str bytes)
{
    gboolean is_wide = bytes.len > 2 && (memcmp(bytes.ptr, "\xff\xfe", 2) == 0 ||
                                         memcmp(bytes.ptr, "\xfe\xff", 2) == 0);
    if (is_wide) {
        struct charset_result converted;
        struct charset_hint hint = {0};
        charset_to_utf8(call, &hint, bytes, &converted);
        return converted.text;
    }
    if (bytes.len && !memchr(bytes.ptr, '\n', bytes.len) && memchr(bytes.ptr, '\r', bytes.len)) {
        char *copy = call->host->alloc(call, bytes.len);
        for (size_t i = 0; i < bytes.len; i++) {
            copy[i] = bytes.ptr[i] == '\r' ? '\n' : bytes.ptr[i];
        }
        return ts_bytes(copy, bytes.len);
    }
    return bytes;
}

/* Does the source say that it is a mail on its way? */
static gboolean is_outgoing(const struct ts_resource *resource)
{
    for (uint32_t i = 0; i < resource->headers.count; i++) {
        const struct ts_pair *header = ts_item(resource->headers, i);
        if (ts_is(header->name, "touchstone-mail")) {
            return ts_is(header->value, "outgoing");
        }
    }
    return FALSE;
}

int mail_read(struct ts_call *call, const struct ts_resource *resource)
{
    struct ts_str bytes = resource->bytes;
    struct mail mail = {
        .call = call,
        .is_outgoing = is_outgoing(resource),
        .older = {.begins = history_begins},
    };
    if (!bytes.len) {
        return ts_fail(call, "is empty");
    }
    entities_init(&mail.entities, normalise(call, bytes));
    int done = has_headers(&mail.entities) ? read_whole(&mail)
                                           : ts_fail(call, "is not a mail: it has no headers");
    entities_finish(&mail.entities);
    return done;
}
