/* SPDX-License-Identifier: MIT
 *
 * Mails of stalwartlabs/mail-parser against what stands beside them as JSON: subject, sender, text
 * and HTML bodies, names of attachments. "expected_eval FOLDER" prints each that differs, and fails
 * if fewer than 97 % are equal.
 */
#include <jansson.h>

#include "tests/eval/mail/mail_support.h"

#define WANTED_PERCENT 97u

struct pair {
    struct fakehost *mime, *html;
    json_t *parts;
    gboolean is_equal;
    const char *name;
};

/* U+FFFD in what is wanted: the other parser knew no better. It stands for one or two characters
 * beyond ASCII, or any number of its own kind. */
static gboolean is_alike(const char *wanted, const char *got)
{
    while (*wanted || *got) {
        gunichar a = g_utf8_get_char(wanted), b = g_utf8_get_char(got);
        gboolean is_lost = a == 0xFFFD && b > 127;
        if (a != b && !is_lost) {
            return FALSE;
        }
        while (is_lost && g_utf8_get_char(wanted) == 0xFFFD) {
            wanted = g_utf8_next_char(wanted);
        }
        while (is_lost && g_utf8_get_char(got) > 127) {
            got = g_utf8_next_char(got);
        }
        wanted = is_lost ? wanted : g_utf8_next_char(wanted);
        got = is_lost ? got : g_utf8_next_char(got);
    }
    return TRUE;
}

static void judge(struct pair *pair, const char *what, const char *wanted, const char *got)
{
    if (!is_alike(wanted, got)) {
        if (pair->is_equal) {
            printf("  %s\n", pair->name);
        }
        mail_print_difference(what, wanted, got);
        pair->is_equal = FALSE;
    }
}

/* The value of the first header of that name. */
static json_t *header(json_t *part, const char *name)
{
    size_t i;
    json_t *item;
    json_array_foreach(json_object_get(part, "headers"), i, item)
    {
        const char *own = json_string_value(json_object_get(item, "name"));
        if (own && strcmp(own, name) == 0) {
            return json_object_get(item, "value");
        }
    }
    return NULL;
}

static const char *attribute(json_t *part, const char *field, const char *name)
{
    size_t i;
    json_t *item;
    json_t *type = json_object_get(header(part, field), "ContentType");
    json_array_foreach(json_object_get(type, "attributes"), i, item)
    {
        if (g_strcmp0(json_string_value(json_object_get(item, "name")), name) == 0) {
            return json_string_value(json_object_get(item, "value"));
        }
    }
    return NULL;
}

static void judge_subject(struct pair *pair)
{
    json_t *value = json_object_get(header(json_array_get(pair->parts, 0), "subject"), "Text");
    g_autofree char *wanted = mail_fold(json_string_value(value));
    g_autofree char *got = mail_fold(g_hash_table_lookup(pair->mime->meta, "subject"));
    judge(pair, "subject", wanted, got);
}

/* The addresses in a list, or in the groups of one. */
static void add_senders(GString *out, json_t *list)
{
    size_t i;
    json_t *item;
    json_array_foreach(list, i, item)
    {
        const char *name = json_string_value(json_object_get(item, "name"));
        const char *address = json_string_value(json_object_get(item, "address"));
        json_t *inner = json_object_get(item, "addresses");
        if (inner) {
            add_senders(out, inner);
        } else if (name && *name) {
            g_string_append_printf(out, address ? "%s <%s> " : "%s ", name, address);
        } else {
            g_string_append_printf(out, "%s ", address ? address : "");
        }
    }
}

/* Commas and quotes are a matter of writing. */
static char *bare(const char *senders)
{
    g_autofree char *copy = g_strdup(senders ? senders : "");
    GString *out = g_string_new(NULL);
    for (const char *at = copy; *at; at++) {
        if (!strchr("\",\\", *at)) {
            g_string_append_c(out, *at);
        }
    }
    g_autofree char *text = g_string_free(out, FALSE);
    return mail_fold(text);
}

static void judge_sender(struct pair *pair)
{
    json_t *value = json_object_get(header(json_array_get(pair->parts, 0), "from"), "Address");
    json_t *list = json_object_get(value, "List");
    GString *senders = g_string_new(NULL);
    add_senders(senders, list ? list : json_object_get(value, "Group"));
    g_autofree char *text = g_string_free(senders, FALSE);
    g_autofree char *wanted = bare(text);
    g_autofree char *got = bare(g_hash_table_lookup(pair->mime->meta, "from"));
    judge(pair, "from", wanted, got);
}

static gboolean holds(json_t *list, size_t index)
{
    size_t i;
    json_t *item;
    json_array_foreach(list, i, item)
    {
        if (json_integer_value(item) == (json_int_t)index) {
            return TRUE;
        }
    }
    return FALSE;
}

static char *html_text(struct pair *pair, const char *html)
{
    fakehost_reset(pair->html);
    fakehost_read(pair->html, "text/html", "utf-8", "m.html", ts_text(html));
    return mail_text(pair->html, NULL);
}

/* Framing that either took for text ("--x", "Content-Type: text/plain") is none. */
static char *without_framing(const char *text)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    GString *out = g_string_new(NULL);
    for (char **word = words; *word; word++) {
        if (g_str_has_prefix(*word, "Content-") && g_str_has_suffix(*word, ":") && word[1]) {
            word++;
        } else if (!g_str_has_prefix(*word, "--") && !g_str_has_prefix(*word, "boundary=")) {
            g_string_append_printf(out, "%s%s", out->len ? " " : "", *word);
        }
    }
    return g_string_free(out, FALSE);
}

/* A string of JSON may hold NULs; they are no text. */
static char *string_of(json_t *value)
{
    size_t size = json_string_length(value);
    char *copy = size ? g_memdup2(json_string_value(value), size + 1) : g_strdup("");
    for (size_t i = 0; i < size; i++) {
        copy[i] = copy[i] ? copy[i] : ' ';
    }
    return copy;
}

static gboolean is_type(json_t *part, const char *main, const char *sub)
{
    json_t *type = json_object_get(header(part, "content_type"), "ContentType");
    const char *own = json_string_value(json_object_get(type, "c_type"));
    const char *own_sub = json_string_value(json_object_get(type, "c_subtype"));
    return own && g_ascii_strcasecmp(own, main) == 0 &&
           (!sub || (own_sub && g_ascii_strcasecmp(own_sub, sub) == 0));
}

/* Text that a mail program shows: plain, enriched, or of no type. */
static gboolean is_plain(json_t *part)
{
    return is_type(part, "text", "plain") || is_type(part, "text", "enriched") ||
           is_type(part, "multipart", NULL) || !header(part, "content_type");
}

/* Text in a part without a name may be shown or attached: parsers differ in that. */
static void add_text(struct pair *pair, GString *out, json_t *part)
{
    json_t *body = json_object_get(part, "body");
    json_t *text = json_object_get(body, "Text"), *html = json_object_get(body, "Html");
    g_autofree char *string = string_of(text ? text : html);
    g_autofree char *own = NULL;
    if (text && is_type(part, "text", "enriched")) {
        g_autoptr(GRegex) tags = g_regex_new("<[^>]*>", 0, 0, NULL);
        g_autofree char *bare_text = g_regex_replace_literal(tags, string, -1, 0, "", 0, NULL);
        own = mail_fold_plain(bare_text);
    } else if (text && is_plain(part)) {
        own = mail_fold_plain(string);
    } else if (html) {
        own = html_text(pair, string);
    }
    if (own && *own) {
        g_string_append_printf(out, "%s%s", out->len ? " " : "", own);
    }
}

static void judge_text(struct pair *pair, json_t *root)
{
    size_t i;
    json_t *part;
    g_autoptr(GString) bodies = g_string_new(NULL);
    json_array_foreach(pair->parts, i, part)
    {
        const char *name = attribute(part, "content_disposition", "filename");
        name = name ? name : attribute(part, "content_type", "name");
        gboolean is_attached = holds(json_object_get(root, "attachments"), i);
        if (!is_attached || !name) {
            add_text(pair, bodies, part);
        }
    }
    g_autofree char *text = mail_text(pair->mime, "part=");
    g_autofree char *wanted = without_framing(bodies->str);
    g_autofree char *got = without_framing(text);
    judge(pair, "bodies", wanted, got);
}

/* The names in order; where the other parser has none, any will do. */
static void judge_names(struct pair *pair, json_t *root)
{
    size_t i;
    json_t *part;
    guint child = 0, unnamed = 0;
    json_array_foreach(pair->parts, i, part)
    {
        const char *name = attribute(part, "content_disposition", "filename");
        name = name ? name : attribute(part, "content_type", "name");
        if (!holds(json_object_get(root, "attachments"), i)) {
            continue;
        }
        if (!name) {
            unnamed++;
            continue;
        }
        const char *got = "";
        while (child < pair->mime->children->len) {
            const struct fake_child *own = g_ptr_array_index(pair->mime->children, child++);
            got = own->name;
            if (!*got || (unnamed && !is_alike(name, got))) {
                got = "";
                continue;
            }
            break;
        }
        judge(pair, "name", name, got);
    }
}

static gboolean run_pair(struct pair *pair, const char *folder)
{
    g_autofree char *owned = NULL;
    g_autofree char *json = g_strndup(pair->name, strlen(pair->name) - strlen(".eml"));
    g_autofree char *path = g_strdup_printf("%s/%s.json", folder, json);
    json_t *root = json_load_file(path, JSON_ALLOW_NUL, NULL);
    struct ts_str bytes = mail_load(folder, pair->name, &owned);
    pair->is_equal = root != NULL;
    pair->parts = json_object_get(root, "parts");
    int done = mail_read_bytes(pair->mime, "message/rfc822", bytes);
    judge(pair, "read", "", done == 0 ? "" : pair->mime->failure);
    judge(pair, "contract", "", pair->mime->breach ? pair->mime->breach : "");
    judge_subject(pair);
    judge_sender(pair);
    judge_text(pair, root);
    judge_names(pair, root);
    json_decref(root);
    return pair->is_equal;
}

int main(int argc, char **argv)
{
    const char *folder = argc > 1 ? argv[1] : "";
    g_autoptr(GPtrArray) names = mail_files(folder, ".eml");
    if (!names) {
        printf("no mails at %s\n", folder);
        return 77;
    }
    struct pair pair = {.mime = mail_host("read-mime"), .html = mail_host("read-html")};
    guint equal = 0;
    for (guint i = 0; i < names->len; i++) {
        pair.name = g_ptr_array_index(names, i);
        equal += run_pair(&pair, folder) ? 1 : 0;
    }
    printf("mails as expected: %u of %u\n", equal, names->len);
    fakehost_free(&pair.mime);
    fakehost_free(&pair.html);
    return names->len && equal * 100 >= names->len * WANTED_PERCENT ? 0 : 1;
}
