/* SPDX-License-Identifier: MIT
 *
 * What the check "identity" makes of labelled pieces of text, read by the real readers.
 *
 *   identity_eval cases REGISTRY CASES   generated cases: id, expected, country, html; the registry
 *                                        has a row an entry
 *   identity_eval snippets BRAND ROWS    id, half, medium, expected, text; addresses only
 *   identity_eval clean BRAND FILE...    findings in text that has nothing of the brand: rows of
 *                                        language, source, document, text; or files of their own
 *
 * Exit status 1: below the floor given with --floor SHARE. Rows that differ are printed, held ones
 * only if IDENTITY_EVAL_LOUD is set, and never their text.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "tests/plugin/fakehost.h"

struct judge {
    struct fakehost *html, *text, *check;
    void *self;
    gboolean is_loud;
    gint64 spent; /* microseconds in inspect */
    size_t size;  /* bytes of text it has seen */
};

/* ---- reading and judging ----------------------------------------------------------------------
 */

static void open_judge(struct judge *judge, const char *brand)
{
    judge->html = fakehost_new("read-html");
    judge->text = fakehost_new("read-text");
    judge->check = fakehost_new("check-identity");
    struct ts_open open = fakehost_open(judge->check, "{}", brand);
    if (judge->check->plugin->check->open(&judge->check->call, &open, &judge->self) != 0) {
        fakehost_settle(judge->check);
        fprintf(stderr, "the brand book: %s\n", judge->check->failure);
        exit(2);
    }
}

static void close_judge(struct judge *judge)
{
    judge->check->plugin->check->close(&judge->check->call, judge->self);
    fakehost_free(&judge->check);
    fakehost_free(&judge->html);
    fakehost_free(&judge->text);
}

static GArray *blocks_of(const struct fakehost *reader)
{
    GArray *blocks = g_array_new(FALSE, TRUE, sizeof(struct ts_block));
    for (guint i = 0; i < reader->blocks->len; i++) {
        const struct fake_block *seen = g_ptr_array_index(reader->blocks, i);
        struct ts_block block = {
            .size = sizeof block,
            .role = seen->role,
            .text = ts_text(seen->text),
            .where = ts_text(seen->where),
            .spans = {seen->spans->data, seen->spans->len, sizeof(struct ts_span)},
        };
        g_array_append_val(blocks, block);
    }
    return blocks;
}

static gint64 processor_usec(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static void judge_bytes(struct judge *judge, const char *medium, struct ts_str bytes)
{
    gboolean is_html = strcmp(medium, "web") == 0 || strcmp(medium, "mail") == 0;
    struct fakehost *reader = is_html ? judge->html : judge->text;
    fakehost_reset(reader);
    if (fakehost_read(reader, is_html ? "text/html" : "text/plain", "utf-8", "page", bytes) != 0) {
        fprintf(stderr, "cannot be read: %s\n", reader->failure);
    }
    g_autoptr(GArray) blocks = blocks_of(reader);
    struct ts_document document = {
        .size = sizeof document,
        .touchpoint = ts_text("site"),
        .locator = ts_text("page"),
        .media_type = ts_text("text/html"),
        .blocks = {blocks->data, blocks->len, sizeof(struct ts_block)},
    };
    fakehost_reset(judge->check);
    judge->check->host.phase = HOST_INSPECT;
    host_call_set_blocks(&judge->check->host, document.blocks);
    gint64 started = processor_usec();
    int done = judge->check->plugin->check->inspect(&judge->check->call, judge->self, &document);
    judge->spent += processor_usec() - started;
    for (guint i = 0; i < blocks->len; i++) {
        judge->size += g_array_index(blocks, struct ts_block, i).text.len;
    }
    if (done != 0) {
        fakehost_settle(judge->check);
        fprintf(stderr, "inspect: %s%s\n", judge->check->failure ? judge->check->failure : "",
                judge->check->breach ? judge->check->breach : "");
        exit(2);
    }
}

/* ---- sets of items ----------------------------------------------------------------------------
 */

static gint by_text(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void sort_unique(GPtrArray *items)
{
    g_ptr_array_sort(items, by_text);
    for (guint i = items->len; i-- > 1;) {
        if (strcmp(g_ptr_array_index(items, i), g_ptr_array_index(items, i - 1)) == 0) {
            g_ptr_array_remove_index(items, i);
        }
    }
}

static GPtrArray *split(const char *list)
{
    GPtrArray *items = g_ptr_array_new_with_free_func(g_free);
    g_auto(GStrv) parts = g_strsplit(list, ",", -1);
    for (char **part = parts; *part; part++) {
        if (**part && g_ascii_strcasecmp(*part, "none") != 0) {
            g_ptr_array_add(items, g_strdup(g_strstrip(*part)));
        }
    }
    sort_unique(items);
    return items;
}

static gboolean has(const GPtrArray *items, const char *text)
{
    return g_ptr_array_find_with_equal_func((GPtrArray *)items, text, g_str_equal, NULL);
}

static char *join(const GPtrArray *items)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < items->len; i++) {
        g_string_append_printf(text, "%s%s", i ? "," : "", (char *)g_ptr_array_index(items, i));
    }
    return g_string_free(text, FALSE);
}

/* The observations of addresses: "match:hq", "near:hq:number", "unknown". */
static GPtrArray *addresses_seen(const struct judge *judge)
{
    GPtrArray *items = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < judge->check->observations->len; i++) {
        const struct fake_observation *seen = g_ptr_array_index(judge->check->observations, i);
        if (strcmp(seen->key, "address") == 0) {
            g_ptr_array_add(items, g_strdup("unknown"));
        } else if (g_str_has_prefix(seen->key, "address:")) {
            const char *id = seen->key + strlen("address:");
            const char *part = strchr(seen->value, ':');
            g_ptr_array_add(items, part ? g_strdup_printf("near:%s%s", id, part)
                                        : g_strdup_printf("%s:%s", seen->value, id));
        }
    }
    sort_unique(items);
    return items;
}

/* ---- rows -------------------------------------------------------------------------------------
 */

static char **read_lines(const char *path)
{
    char *text = NULL;
    if (!g_file_get_contents(path, &text, NULL, NULL)) {
        fprintf(stderr, "%s cannot be read\n", path);
        exit(2);
    }
    char **lines = g_strsplit(text, "\n", -1);
    g_free(text);
    return lines;
}

static char *unescape(const char *text)
{
    g_auto(GStrv) parts = g_strsplit(text, "\\n", -1);
    return g_strjoinv("\n", parts);
}

struct tally {
    guint right, found, wanted; /* items */
    guint exact, rows;
};

static void print_tally(const char *name, const struct tally *tally)
{
    printf("%-10s rows exact %u of %u, items: precision %.4f, recall %.4f (%u right of %u found, "
           "%u wanted)\n",
           name, tally->exact, tally->rows, tally->found ? (double)tally->right / tally->found : 1,
           tally->wanted ? (double)tally->right / tally->wanted : 1, tally->right, tally->found,
           tally->wanted);
}

static gboolean compare(const GPtrArray *wanted, const GPtrArray *found, struct tally *tally)
{
    guint right = 0;
    for (guint i = 0; i < found->len; i++) {
        right += has(wanted, g_ptr_array_index(found, i));
    }
    tally->right += right;
    tally->found += found->len;
    tally->wanted += wanted->len;
    tally->rows++;
    gboolean is_exact = right == found->len && right == wanted->len;
    tally->exact += is_exact;
    return is_exact;
}

static void judge_snippet(struct judge *judge, char **fields, struct tally tallies[2])
{
    g_autofree char *text = unescape(fields[4]);
    g_autoptr(GPtrArray) wanted = split(fields[3]);
    gboolean is_held = strcmp(fields[1], "held") == 0;
    judge_bytes(judge, fields[2], ts_text(text));
    g_autoptr(GPtrArray) found = addresses_seen(judge);
    if (!compare(wanted, found, &tallies[is_held]) && (!is_held || judge->is_loud)) {
        g_autofree char *list = join(found);
        printf("%s %s: wanted %s, found %s\n", fields[0], fields[2], fields[3], list);
        if (!is_held) {
            printf("    %s\n", fields[4]);
        }
    }
}

static double run_snippets(struct judge *judge, const char *rows)
{
    struct tally tallies[3] = {{0}, {0}, {0}};
    g_auto(GStrv) lines = read_lines(rows);
    for (char **line = lines; *line; line++) {
        g_auto(GStrv) fields = g_strsplit(*line, "\t", 5);
        if (**line != '#' && g_strv_length(fields) == 5) {
            judge_snippet(judge, fields, tallies);
        }
    }
    struct tally *all = &tallies[2];
    for (int i = 0; i < 2; i++) {
        all->right += tallies[i].right;
        all->found += tallies[i].found;
        all->wanted += tallies[i].wanted;
        all->exact += tallies[i].exact;
        all->rows += tallies[i].rows;
    }
    print_tally("tuned", &tallies[0]);
    print_tally("held", &tallies[1]);
    print_tally("all", all);
    double precision = (double)all->right / MAX(all->found, 1);
    double recall = (double)all->right / MAX(all->wanted, 1);
    return MIN(precision, recall);
}

/* ---- generated cases --------------------------------------------------------------------------
 */

static void add_address(GString *brand, char **fields)
{
    gboolean is_box = strcmp(fields[1], "pobox") == 0;
    g_string_append_printf(brand, "    - {id: \"%s\", country: %s, ", fields[0], fields[2]);
    if (is_box) {
        g_string_append_printf(brand, "po_box: \"%s\"", fields[3]);
    } else {
        g_string_append_printf(brand, "street: \"%s\", number: \"%s\"", fields[3], fields[4]);
    }
    g_string_append_printf(brand, ", postcode: \"%s\", city: \"%s\"", fields[5], fields[6]);
    g_string_append(brand, ", city_alias: [");
    g_auto(GStrv) cities = g_strsplit(fields[7] ? fields[7] : "", "|", -1);
    for (char **city = cities; *city && **city; city++) {
        g_string_append_printf(brand, "%s\"%s\"", city == cities ? "" : ", ", *city);
    }
    g_string_append(brand, "]}\n");
}

/* The public set's registry as a brand book. Its columns: id, kind, country, then of a street:
 * street, number, postcode, city, aliases; of the others the value. */
static char *brand_of(const char *registry)
{
    GString *names = g_string_new(NULL);
    GString *addresses = g_string_new(NULL);
    GString *phones = g_string_new(NULL);
    GString *rest = g_string_new(NULL);
    g_auto(GStrv) lines = read_lines(registry);
    for (char **line = lines; *line; line++) {
        g_auto(GStrv) fields = g_strsplit(*line, "\t", -1);
        if (**line == '#' || g_strv_length(fields) < 4) {
            continue;
        }
        if (strcmp(fields[1], "name") == 0) {
            g_string_append_printf(names, "    - {id: \"%s\", text: \"%s\"}\n", fields[0],
                                   fields[3]);
        } else if (strcmp(fields[1], "street") == 0 || strcmp(fields[1], "pobox") == 0) {
            add_address(addresses, fields);
        } else if (strcmp(fields[1], "phone") == 0) {
            g_string_append_printf(phones, "    - {id: \"%s\", number: \"%s\"}\n", fields[0],
                                   fields[3]);
        } else if (strcmp(fields[1], "email") == 0) {
            g_string_append_printf(rest, "  emails: [\"%s\"]\n", fields[3]);
        }
    }
    char *brand =
        g_strdup_printf("name: Vlakwerk\nlanguages: [nl, en, de, fr]\ncountry: NL\nidentity:\n"
                        "  names:\n%s  addresses:\n%s  phones:\n%s%s",
                        names->str, addresses->str, phones->str, rest->str);
    g_string_free(names, TRUE);
    g_string_free(addresses, TRUE);
    g_string_free(phones, TRUE);
    g_string_free(rest, TRUE);
    return brand;
}

/* Of the expected items those of addresses, as addresses_seen has them. */
static GPtrArray *wanted_addresses(const char *expected, const char *brand)
{
    GPtrArray *items = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) all = split(expected);
    for (guint i = 0; i < all->len; i++) {
        g_auto(GStrv) parts = g_strsplit(g_ptr_array_index(all, i), ":", 3);
        g_autofree char *entry = g_strdup_printf("{id: \"%s\", country", parts[1] ? parts[1] : "");
        if (strcmp(parts[0], "UNKNOWN") == 0 && g_strcmp0(parts[1], "address") == 0) {
            g_ptr_array_add(items, g_strdup("unknown"));
        } else if (parts[1] && strstr(brand, entry)) {
            g_ptr_array_add(items, parts[2] ? g_strdup_printf("near:%s:%s", parts[1], parts[2])
                                            : g_strdup_printf("match:%s", parts[1]));
        }
    }
    sort_unique(items);
    return items;
}

/* Written otherwise is right too: the cases do not tell them apart. */
static void take_for_match(GPtrArray *items)
{
    const char *prefix = "written-otherwise:";
    for (guint i = 0; i < items->len; i++) {
        char *item = g_ptr_array_index(items, i);
        if (g_str_has_prefix(item, prefix)) {
            g_ptr_array_index(items, i) = g_strdup_printf("match:%s", item + strlen(prefix));
            g_free(item);
        }
    }
    sort_unique(items);
}

/* MATCH, NEAR:street ...: the expected without its id. */
static char *class_of(const char *expected)
{
    g_auto(GStrv) parts = g_strsplit(expected, ":", 3);
    if (strchr(expected, ',')) {
        return g_strdup("several");
    }
    return parts[0] && strcmp(parts[0], "NEAR") == 0 && parts[1]
               ? g_strdup_printf("NEAR:%s", parts[2] ? parts[2] : "")
               : g_strdup(parts[0] ? parts[0] : "");
}

static void count_class(GHashTable *classes, const char *expected, gboolean is_exact)
{
    char *class = class_of(expected);
    guint *counts = g_hash_table_lookup(classes, class);
    if (!counts) {
        counts = g_new0(guint, 2);
        g_hash_table_insert(classes, g_strdup(class), counts);
    }
    counts[0] += is_exact;
    counts[1]++;
    g_free(class);
}

/* Cells outside a table, which a browser would glue together, as blocks. */
static char *with_blocks(const char *html)
{
    g_autofree char *text = unescape(html);
    g_auto(GStrv) begins = g_strsplit(text, "<td>", -1);
    g_autofree char *begun = g_strjoinv("<div>", begins);
    g_auto(GStrv) ends = g_strsplit(begun, "</td>", -1);
    return g_strjoinv("</div>", ends);
}

static double run_cases(struct judge *judge, const char *brand, const char *cases)
{
    struct tally tally = {0};
    GHashTable *classes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_auto(GStrv) lines = read_lines(cases);
    for (char **line = lines; *line; line++) {
        g_auto(GStrv) fields = g_strsplit(*line, "\t", 4);
        if (**line == '#' || g_strv_length(fields) < 4) {
            continue;
        }
        g_autoptr(GPtrArray) wanted = wanted_addresses(fields[1], brand);
        if (wanted->len == 0 && strcmp(fields[1], "NONE") != 0) {
            continue; /* telephone numbers and the like */
        }
        g_autofree char *text = with_blocks(fields[3]);
        judge_bytes(judge, "web", ts_text(text));
        g_autoptr(GPtrArray) found = addresses_seen(judge);
        take_for_match(found);
        gboolean is_exact = compare(wanted, found, &tally);
        count_class(classes, fields[1], is_exact);
        if (!is_exact) {
            g_autofree char *list = join(found);
            printf("%s: wanted %s, found %s\n    %s\n", fields[0], fields[1], list, fields[3]);
        }
    }
    GHashTableIter iter;
    gpointer key;
    gpointer value;
    g_hash_table_iter_init(&iter, classes);
    while (g_hash_table_iter_next(&iter, &key, &value)) {
        printf("%-14s %3u of %3u\n", (char *)key, ((guint *)value)[0], ((guint *)value)[1]);
    }
    g_hash_table_unref(classes);
    print_tally("cases", &tally);
    return tally.rows ? (double)tally.exact / tally.rows : 0;
}

/* ---- text that has nothing of the brand -------------------------------------------------------
 */

static guint print_findings(const struct judge *judge, const char *where)
{
    for (guint i = 0; i < judge->check->findings->len; i++) {
        const struct fake_finding *finding = g_ptr_array_index(judge->check->findings, i);
        printf("%s: %s \"%s\" (%s)\n", where, finding->rule, finding->actual, finding->expected);
    }
    return judge->check->findings->len;
}

static guint judge_rows(struct judge *judge, const char *text)
{
    guint findings = 0;
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line; line++) {
        g_auto(GStrv) fields = g_strsplit(*line, "\t", 4);
        if (g_strv_length(fields) == 4) {
            judge_bytes(judge, "pdf", ts_text(fields[3]));
            findings += print_findings(judge, fields[2]);
        }
    }
    return findings;
}

static double run_clean(struct judge *judge, char **files)
{
    guint findings = 0;
    for (; *files; files++) {
        g_autofree char *text = NULL;
        gsize len = 0;
        if (!g_file_get_contents(*files, &text, &len, NULL) ||
            !g_utf8_validate(text, (gssize)len, NULL)) {
            continue;
        }
        if (g_str_has_suffix(*files, ".tsv")) {
            findings += judge_rows(judge, text);
            continue;
        }
        gboolean is_html = g_str_has_suffix(*files, ".html") || g_str_has_suffix(*files, ".htm");
        judge_bytes(judge, is_html ? "web" : "pdf", ts_bytes(text, len));
        findings += print_findings(judge, *files);
    }
    printf("%u findings in %zu bytes of text, %.1f ns a byte\n", findings, judge->size,
           1e3 * (double)judge->spent / (double)MAX(judge->size, 1));
    return findings <= 5 ? 1 : 0;
}

int main(int argc, char **argv)
{
    struct judge judge = {.is_loud = getenv("IDENTITY_EVAL_LOUD") != NULL};
    double floor = 0;
    double share = 0;
    g_autofree char *brand = NULL;
    if (argc > 2 && strcmp(argv[1], "--floor") == 0) {
        floor = g_ascii_strtod(argv[2], NULL);
        argv += 2;
        argc -= 2;
    }
    if (argc < 4) {
        fprintf(stderr,
                "usage: identity_eval [--floor SHARE] cases|snippets|clean BRAND FILE...\n");
        return 2;
    }
    if (!g_file_test(argv[3], G_FILE_TEST_EXISTS)) {
        printf("SKIP: no %s\n", argv[3]);
        return 77;
    }
    gboolean is_cases = strcmp(argv[1], "cases") == 0;
    if (is_cases) {
        brand = brand_of(argv[2]);
    } else if (!g_file_get_contents(argv[2], &brand, NULL, NULL)) {
        fprintf(stderr, "%s cannot be read\n", argv[2]);
        return 2;
    }
    open_judge(&judge, brand);
    share = is_cases                           ? run_cases(&judge, brand, argv[3])
            : strcmp(argv[1], "snippets") == 0 ? run_snippets(&judge, argv[3])
                                               : run_clean(&judge, argv + 3);
    close_judge(&judge);
    return share < floor ? 1 : 0;
}
