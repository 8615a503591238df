/* SPDX-License-Identifier: MIT
 *
 * Mails of apache/james-mime4j against its own account of them (NAME_decoded.xml and the decoded
 * bodies beside it): the leaves of the tree in order, their types, their content, and the subject.
 * Leaves without content are left out on both sides: the reader makes nothing of them.
 */
#include "plugins/common/charset.h"
#include "tests/eval/mail/mail_support.h"

#define WANTED_PERCENT 90u

struct leaf {
    char *type;
    char *file;       /* wanted: name of the decoded body */
    char *text;       /* folded */
    gboolean is_seen; /* there is something to compare */
};

static void free_leaf(void *item)
{
    struct leaf *leaf = item;
    g_free(leaf->type);
    g_free(leaf->file);
    g_free(leaf->text);
    g_free(leaf);
}

static void add_leaf(GPtrArray *leaves, const char *type, const char *file, const char *text)
{
    struct leaf *leaf = g_new0(struct leaf, 1);
    leaf->type = g_ascii_strdown(type, -1);
    leaf->file = g_strdup(file);
    leaf->text = g_strdup(text);
    g_ptr_array_add(leaves, leaf);
}

/* ---- what mime4j says ---- */

struct account {
    GPtrArray *types; /* char *: of the open messages and parts */
    GPtrArray *leaves;
    GString *field; /* or NULL */
    char *subject;
    gboolean has_parts;
};

static void begin_element(GMarkupParseContext *context, const char *name, const char **keys,
                          const char **values, void *data, GError **error)
{
    (void)context;
    (void)keys;
    (void)error;
    struct account *account = data;
    if (strcmp(name, "message") == 0 || strcmp(name, "body-part") == 0) {
        g_ptr_array_add(account->types, g_strdup(""));
    } else if (strcmp(name, "field") == 0) {
        account->field = g_string_new(NULL);
    } else if (g_str_has_suffix(name, "-body")) {
        add_leaf(account->leaves, g_ptr_array_index(account->types, account->types->len - 1),
                 values[0], "");
    }
}

static void take_field(struct account *account)
{
    g_autofree char *field = mail_fold(account->field->str);
    g_string_free(g_steal_pointer(&account->field), TRUE);
    if (g_ascii_strncasecmp(field, "content-type:", 13) == 0) {
        char *type = g_strndup(field + 13, strcspn(field + 13, ";"));
        char **slot = (char **)&account->types->pdata[account->types->len - 1];
        g_free(*slot);
        *slot = g_strstrip(type);
    } else if (!account->subject && account->types->len == 1 &&
               g_ascii_strncasecmp(field, "subject", 7) == 0) {
        account->subject = g_strstrip(g_strdup(strchr(field, ':') + 1));
    }
}

static void end_element(GMarkupParseContext *context, const char *name, void *data, GError **error)
{
    (void)context;
    (void)error;
    struct account *account = data;
    if (strcmp(name, "message") == 0 || strcmp(name, "body-part") == 0) {
        g_ptr_array_set_size(account->types, (gint)account->types->len - 1);
    } else if (strcmp(name, "field") == 0) {
        take_field(account);
    }
}

static void take_text(GMarkupParseContext *context, const char *text, gsize size, void *data,
                      GError **error)
{
    (void)context;
    (void)error;
    struct account *account = data;
    if (account->field) {
        g_string_append_len(account->field, text, (gssize)size);
    }
}

static gboolean read_account(struct account *account, const char *path)
{
    static const GMarkupParser parser = {
        .start_element = begin_element, .end_element = end_element, .text = take_text};
    g_autofree char *raw = NULL;
    gsize size;
    if (!g_file_get_contents(path, &raw, &size, NULL)) {
        return FALSE;
    }
    g_autofree char *valid = g_utf8_make_valid(raw, (gssize)size);
    GMarkupParseContext *context = g_markup_parse_context_new(&parser, 0, account, NULL);
    gboolean is_read = g_markup_parse_context_parse(context, valid, -1, NULL);
    g_markup_parse_context_free(context);
    return is_read;
}

/* ---- what the reader says ---- */

struct readers {
    struct fakehost *mime, *html, *other; /* other: decodes character sets */
};

/* Parts come in the order of their blocks and children, which are two lists: sorted by path. */
static int compare_paths(const void *left, const void *right)
{
    const struct leaf *const *a = left, *const *b = right;
    g_auto(GStrv) as = g_strsplit((*a)->file, ".", -1);
    g_auto(GStrv) bs = g_strsplit((*b)->file, ".", -1);
    for (guint i = 0; as[i] && bs[i]; i++) {
        int order = atoi(as[i]) - atoi(bs[i]);
        if (order) {
            return order;
        }
    }
    return 0;
}

static char *bytes_text(struct readers *readers, struct ts_str bytes, const char *type)
{
    if (g_str_has_prefix(type, "text/html")) {
        mail_read_bytes(readers->html, "text/html", bytes);
        return mail_text(readers->html, NULL);
    }
    gboolean is_enriched = strstr(type, "richtext") || strstr(type, "enriched");
    g_autoptr(GRegex) tags = g_regex_new("<[^>]*>", 0, 0, NULL);
    struct charset_result converted;
    struct charset_hint hint = {0};
    charset_to_utf8(&readers->other->call, &hint, bytes, &converted);
    g_autofree char *text = g_strndup(converted.text.ptr, converted.text.len);
    g_autofree char *bare =
        is_enriched ? g_regex_replace_literal(tags, text, -1, 0, "", 0, NULL) : NULL;
    return mail_fold_plain(bare ? bare : text);
}

static void add_bodies(struct fakehost *fake, GPtrArray *leaves)
{
    g_autofree char *last = g_strdup("");
    for (guint i = 0; i < fake->blocks->len; i++) {
        const struct fake_block *block = g_ptr_array_index(fake->blocks, i);
        if (!g_str_has_prefix(block->where, "part=")) {
            continue;
        }
        char *path = g_strndup(block->where + 5, strcspn(block->where + 5, "/"));
        if (strcmp(path, last) != 0) {
            g_autofree char *prefix = g_strdup_printf("part=%s/", path);
            g_autofree char *text = mail_text(fake, prefix);
            add_leaf(leaves, "text", path, text);
        }
        g_free(last);
        last = path;
    }
}

static GPtrArray *read_leaves(struct readers *readers, struct ts_str bytes, guint depth);

/* A message inside is read as touchstone would: its leaves stand in its place. */
static void put_leaf(struct readers *readers, GPtrArray *out, struct leaf *leaf, GBytes *bytes,
                     guint depth)
{
    struct ts_str view = ts_bytes("", 0);
    gsize size;
    if (bytes) {
        view.ptr = g_bytes_get_data(bytes, &size);
        view.len = size;
    }
    if (bytes && strcmp(leaf->type, "message/rfc822") == 0 && depth < 8) {
        g_autoptr(GPtrArray) inner = read_leaves(readers, view, depth + 1);
        for (guint i = 0; i < inner->len; i++) {
            const struct leaf *own = g_ptr_array_index(inner, i);
            add_leaf(out, own->type, "", own->text);
        }
        if (inner->len) {
            return;
        }
    }
    g_autofree char *text = bytes ? bytes_text(readers, view, leaf->type) : g_strdup(leaf->text);
    if (*text) {
        add_leaf(out, leaf->type, "", text);
    }
}

static GPtrArray *read_leaves(struct readers *readers, struct ts_str bytes, guint depth)
{
    GPtrArray *out = g_ptr_array_new_with_free_func(free_leaf);
    g_autoptr(GPtrArray) own = g_ptr_array_new_with_free_func(free_leaf);
    g_autoptr(GHashTable) contents =
        g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, (GDestroyNotify)g_bytes_unref);
    struct fakehost *fake = readers->mime;
    if (mail_read_bytes(fake, "message/rfc822", bytes) != 0) {
        return out;
    }
    add_bodies(fake, own);
    for (guint i = 0; i < fake->children->len; i++) {
        const struct fake_child *child = g_ptr_array_index(fake->children, i);
        if (!strstr(child->suffix, "/file=")) {
            add_leaf(own, child->media_type, child->suffix + 5, "");
            g_hash_table_insert(contents, g_ptr_array_index(own, own->len - 1),
                                g_bytes_ref(child->bytes));
        }
    }
    g_ptr_array_sort(own, compare_paths);
    for (guint i = 0; i < own->len; i++) {
        struct leaf *leaf = g_ptr_array_index(own, i);
        put_leaf(readers, out, leaf, g_hash_table_lookup(contents, leaf), depth);
    }
    return out;
}

/* ---- both ---- */

static void print_texts(GPtrArray *wanted, GPtrArray *got)
{
    for (guint i = 0; wanted->len == got->len && i < got->len; i++) {
        const struct leaf *left = g_ptr_array_index(wanted, i);
        const struct leaf *right = g_ptr_array_index(got, i);
        if (left->is_seen && strcmp(left->text, right->text) != 0) {
            mail_print_difference("text", left->text, right->text);
        }
    }
}

static void print_leaves(const char *what, GPtrArray *leaves)
{
    printf("    %s:", what);
    for (guint i = 0; i < leaves->len; i++) {
        const struct leaf *leaf = g_ptr_array_index(leaves, i);
        printf(" %s(%.24s)", leaf->type, leaf->text);
    }
    printf("\n");
}

/* The decoded bodies; those that are blank are no leaves. What is uuencoded in a text is a file. */
static void load_wanted(struct readers *readers, struct account *account, const char *folder,
                        const char *prefix)
{
    g_autoptr(GRegex) files =
        g_regex_new("^begin [0-7]{3} .*?^end *\r?$", G_REGEX_MULTILINE | G_REGEX_DOTALL, 0, NULL);
    for (guint i = 0; i < account->leaves->len; i++) {
        struct leaf *leaf = g_ptr_array_index(account->leaves, i);
        g_autofree char *name = g_strconcat(prefix, leaf->file, NULL);
        g_autofree char *owned = NULL;
        struct ts_str bytes = mail_load(folder, name, &owned);
        leaf->is_seen = owned != NULL;
        if (leaf->is_seen) {
            g_autofree char *valid =
                g_utf8_validate_len(bytes.ptr, bytes.len, NULL)
                    ? g_regex_replace_literal(files, bytes.ptr, (gssize)bytes.len, 0, "", 0, NULL)
                    : NULL;
            g_free(leaf->text);
            leaf->text = bytes_text(readers, valid ? ts_text(valid) : bytes, leaf->type);
        }
        if (leaf->is_seen && !*leaf->text) {
            g_ptr_array_remove_index(account->leaves, i--);
        }
    }
}

static gboolean is_alike(const struct leaf *wanted, const struct leaf *got)
{
    gboolean is_text = strcmp(got->type, "text") == 0;
    gboolean is_type =
        !*wanted->type || strcmp(wanted->type, got->type) == 0 ||
        (is_text && (g_str_has_prefix(wanted->type, "text/") || !strchr(wanted->type, '/')));
    return is_type && (!wanted->is_seen || strcmp(wanted->text, got->text) == 0);
}

/* Leaves whose decoded body is not at hand may be blank: then the reader has none in their place.
 */
static gboolean match(GPtrArray *wanted, guint at, GPtrArray *got, guint own)
{
    if (at == wanted->len) {
        return own == got->len;
    }
    const struct leaf *leaf = g_ptr_array_index(wanted, at);
    if (own < got->len && is_alike(leaf, g_ptr_array_index(got, own)) &&
        match(wanted, at + 1, got, own + 1)) {
        return TRUE;
    }
    return !leaf->is_seen && match(wanted, at + 1, got, own);
}

static gboolean judge(struct readers *readers, struct account *account, struct ts_str bytes,
                      const char *name)
{
    g_autoptr(GPtrArray) got = read_leaves(readers, bytes, 0);
    gboolean is_equal = match(account->leaves, 0, got, 0);
    if (!is_equal) {
        printf("  %s\n", name);
        print_leaves("wanted", account->leaves);
        print_leaves("got", got);
        print_texts(account->leaves, got);
    }
    return is_equal;
}

static gboolean judge_subject(struct readers *readers, struct account *account, const char *name)
{
    const char *got = g_hash_table_lookup(readers->mime->meta, "subject");
    g_autofree char *folded = mail_fold(got);
    gboolean is_equal = !account->subject || strstr(account->subject, "=?") ||
                        strstr(account->subject, "\xef\xbf\xbd") ||
                        strcmp(account->subject, folded) == 0;
    if (!is_equal) {
        printf("  %s\n    subject: wanted \"%s\", got \"%s\"\n", name, account->subject, folded);
    }
    return is_equal;
}

/* 1 equal, 0 not, -1 there is no account of it. */
static int run_mail(struct readers *readers, const char *folder, const char *name)
{
    g_autofree char *owned = NULL;
    g_autofree char *stem = g_strndup(name, strlen(name) - strlen(".msg"));
    g_autofree char *path = g_strdup_printf("%s/%s_decoded.xml", folder, stem);
    g_autofree char *prefix = g_strndup(stem, (gsize)(strstr(stem, "testmsgs_") - stem) + 9);
    struct account account = {
        .types = g_ptr_array_new_with_free_func(g_free),
        .leaves = g_ptr_array_new_with_free_func(free_leaf),
    };
    struct ts_str bytes = mail_load(folder, name, &owned);
    int result = -1;
    if (read_account(&account, path)) {
        load_wanted(readers, &account, folder, prefix);
        mail_read_bytes(readers->mime, "message/rfc822", bytes);
        gboolean is_named = judge_subject(readers, &account, name);
        result = judge(readers, &account, bytes, name) && is_named;
    }
    g_ptr_array_unref(account.types);
    g_ptr_array_unref(account.leaves);
    g_free(account.subject);
    return result;
}

int main(int argc, char **argv)
{
    const char *folder = argc > 1 ? argv[1] : "";
    g_autoptr(GPtrArray) names = mail_files(folder, ".msg");
    if (!names) {
        printf("no mails at %s\n", folder);
        return 77;
    }
    struct readers readers = {mail_host("read-mime"), mail_host("read-html"),
                              mail_host("read-html")};
    guint equal = 0, all = 0;
    for (guint i = 0; i < names->len; i++) {
        int result = run_mail(&readers, folder, g_ptr_array_index(names, i));
        all += result >= 0 ? 1 : 0;
        equal += result > 0 ? 1 : 0;
    }
    printf("mails as mime4j tells of them: %u of %u (%u without an account)\n", equal, all,
           names->len - all);
    fakehost_free(&readers.mime);
    fakehost_free(&readers.html);
    fakehost_free(&readers.other);
    return all && equal * 100 >= all * WANTED_PERCENT ? 0 : 1;
}
