/* SPDX-License-Identifier: MIT
 *
 * Which kind of office file it is, and the document that is made of it.
 */
#include "plugins/read-office/office.h"

#include <string.h>

#include "plugins/read-office/package.h"

/* ---- files that are no zip archive ---- */

#define OLE_MAGIC "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

/* MS-OFFCRYPTO 2.3.2: an encrypted package lies in a compound file, in a stream of this name. */
static gboolean is_encrypted_package(struct ts_str bytes)
{
    static const char name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
    return memmem(bytes.ptr, bytes.len, name, sizeof name) != NULL;
}

static const char *why_no_zip(struct ts_str bytes)
{
    if (bytes.len >= 8 && memcmp(bytes.ptr, OLE_MAGIC, 8) == 0) {
        return is_encrypted_package(bytes)
                   ? OFFICE_ENCRYPTED
                   : "no reader for the formats of Office 97 to 2003 (.doc, .xls, .ppt)";
    }
    return bytes.len == 0 ? "is empty" : NULL;
}

/* Of what fails all that was said is dropped: the reason names the part that is damaged. */
static int fail_for(struct office *office, const char *otherwise)
{
    return ts_fail(office->call, office->first_cut ? office->first_cut : otherwise);
}

/* ---- the kind ---- */

static const struct {
    const char *root;
    int (*read)(struct office *office, const char *main);
    const char *usual; /* where the main part is if no relation says so */
} kinds[] = {
    {"w:document", word_read, "word/document.xml"},
    {"p:presentation", slides_read, "ppt/presentation.xml"},
    {"x:workbook", sheets_read, "xl/workbook.xml"},
};

struct root {
    const char *name;
};

static void take_root(void *self, const struct xml_tag *tag)
{
    struct root *root = self;
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (g_str_equal(tag->name, kinds[i].root)) {
            root->name = kinds[i].root;
        }
    }
    xml_stop(tag);
}

/* The kind by the first element of the main part; G_N_ELEMENTS(kinds): none of them. */
static gsize find_kind(struct office *office, const char *main)
{
    struct xml_rule rules[G_N_ELEMENTS(kinds)];
    struct root root = {NULL};
    gsize kind = 0;
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        rules[i] = (struct xml_rule){kinds[i].root, take_root, NULL};
    }
    struct xml_handler handler = {.tables = {TS_LIST_OF(rules)}, .self = &root};
    office_walk(office, main, &handler);
    while (kind < G_N_ELEMENTS(kinds) && root.name != kinds[kind].root) {
        kind++;
    }
    return kind;
}

static char *find_main(struct office *office, GHashTable *relations)
{
    const struct relation *relation = package_find(relations, "officeDocument");
    if (relation && !relation->is_external && archive_has(office->archive, relation->target)) {
        return g_strdup(relation->target);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (archive_has(office->archive, kinds[i].usual)) {
            return g_strdup(kinds[i].usual);
        }
    }
    return NULL;
}

static void read_properties(struct office *office, GHashTable *relations)
{
    static const char *const types[] = {"core-properties", "extended-properties",
                                        "extendedProperties"};
    for (gsize i = 0; i < G_N_ELEMENTS(types); i++) {
        const struct relation *relation = package_find(relations, types[i]);
        if (relation && !relation->is_external) {
            office_properties(office, relation->target);
        }
    }
}

static int read_package(struct office *office)
{
    g_autoptr(GHashTable) relations = package_relations(office, "");
    g_autofree char *main = find_main(office, relations);
    if (!main) {
        return ts_fail(office->call, "is a zip archive, but no office file");
    }
    if (g_str_has_suffix(main, ".bin")) {
        return ts_fail(office->call, "no reader for binary workbooks (.xlsb)");
    }
    gsize kind = find_kind(office, main);
    if (kind == G_N_ELEMENTS(kinds)) {
        return fail_for(office, "its main part is of a kind that is not read");
    }
    read_properties(office, relations);
    return kinds[kind].read(office, main);
}

static int read_any(struct office *office)
{
    if (archive_has(office->archive, "content.xml")) {
        int done = odf_read(office);
        if (done == 0) {
            office_properties(office, "meta.xml");
        }
        return done;
    }
    return read_package(office);
}

/* ---- the document ---- */

static int emit_head(struct office *office)
{
    const char *title = office->title ? office->title : office->writer.title;
    struct ts_head head = {
        .size = sizeof head, .title = ts_text(title), .language = ts_text(office->language)};
    return office->call->host->emit_head(office->call, &head);
}

static int conclude(struct office *office)
{
    if (office->writer.is_too_deep) {
        office_cut(office, "text", "in more than 32 boxes inside each other was not read");
    }
    if (!office->writer.has_content) {
        return fail_for(office, "holds no text and no picture");
    }
    office_emit_pictures(office);
    if (emit_head(office) != 0 || office->is_failed || office->writer.is_failed) {
        return -1;
    }
    return 0;
}

int office_read(struct ts_call *call, struct ts_str bytes)
{
    const char *reason = why_no_zip(bytes);
    struct archive *archive = reason ? NULL : archive_open(bytes, &reason);
    if (!archive) {
        return ts_fail(call, reason);
    }
    struct office office = {
        .call = call,
        .archive = archive,
        .pictures = g_ptr_array_new_with_free_func(g_free),
        .is_pictured = g_hash_table_new(g_str_hash, g_str_equal),
    };
    writer_init(&office.writer, call);
    int done = archive_has_locked(archive) ? ts_fail(call, OFFICE_ENCRYPTED) : read_any(&office);
    if (done == 0) {
        done = conclude(&office);
    }
    writer_finish(&office.writer);
    g_hash_table_unref(office.is_pictured);
    g_ptr_array_unref(office.pictures);
    g_free(office.title);
    g_free(office.language);
    g_free(office.first_cut);
    archive_free(&archive);
    return done;
}

/* ---- sniffing ---- */

/* How the first members tell the kind; the names stand in the local headers, unpacked. */
static const struct {
    const char *mark, *type;
} marks[] = {
    {"application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text"},
    {"application/vnd.oasis.opendocument.spreadsheet",
     "application/vnd.oasis.opendocument.spreadsheet"},
    {"application/vnd.oasis.opendocument.presentation",
     "application/vnd.oasis.opendocument.presentation"},
    {"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
    {"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
};

const char *office_sniff(struct ts_str bytes)
{
    size_t front = MIN(bytes.len, 200u), tail = MIN(bytes.len, 65536u);
    if (bytes.len < 30 || memcmp(bytes.ptr, "PK\3\4", 4) != 0) {
        return NULL;
    }
    gboolean is_package = memmem(bytes.ptr, bytes.len, "[Content_Types].xml", 19) != NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(marks); i++) {
        gboolean is_odf = strchr(marks[i].mark, '.') != NULL;
        const char *from = is_odf ? bytes.ptr : bytes.ptr + bytes.len - tail;
        if ((is_odf || is_package) &&
            memmem(from, is_odf ? front : tail, marks[i].mark, strlen(marks[i].mark))) {
            return marks[i].type;
        }
    }
    return NULL;
}
