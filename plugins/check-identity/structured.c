/* SPDX-License-Identifier: MIT
 *
 * JSON-LD, microdata, vCards and Open Graph against the registry and against the visible text.
 */
#include "plugins/check-identity/structured.h"

#include <string.h>

#define PHONE_TAIL 7u /* digits at the end of a number, without what leads to it */

/* ---- what the text says ---- */

static gboolean is_right(const char *value)
{
    return strcmp(value, "match") == 0 || strcmp(value, "written-otherwise") == 0;
}

/* The one entry of a kind that the text shows, and does not tell of another day; NULL: it shows
 * none, or several. */
static const struct entry *entry_in_text(const struct view *view, enum identity_kind kind)
{
    const struct entry *only = NULL;
    for (guint i = 0; i < view->sightings->len; i++) {
        const struct sighting *sighting = &g_array_index(view->sightings, struct sighting, i);
        if (sighting->kind != kind || sighting->is_structured || !sighting->entry ||
            !is_right(sighting->value) || sighting->said != SAID_NOTHING) {
            continue;
        }
        if (only && only != sighting->entry) {
            return NULL;
        }
        only = sighting->entry;
    }
    return only;
}

/* Likewise of the data. */
static const struct entry *entry_in_data(const struct machine_data *data, enum identity_kind kind)
{
    const struct entry *only = NULL;
    for (guint i = 0; i < data->claims->len; i++) {
        const struct claim *claim = &g_array_index(data->claims, struct claim, i);
        if (claim->kind != kind || !claim->verdict.entry || !is_right(claim->verdict.value)) {
            continue;
        }
        if (only && only != claim->verdict.entry) {
            return NULL;
        }
        only = claim->verdict.entry;
    }
    return only;
}

/* The letter or digit before *end, in small letters, and *end at it; -1: there is none. */
static int letter_before(struct ts_str text, size_t *end)
{
    while (*end > 0) {
        char c = text.ptr[--*end];
        if (g_ascii_isalnum(c) || (guchar)c >= 0x80) {
            return g_ascii_tolower(c);
        }
    }
    return -1;
}

/* Letters and digits alone, from the end on: what leads a number abroad ("030", "+31 30") is out of
 * the way then. */
static gboolean is_same_writing(enum identity_kind kind, struct ts_str a, struct ts_str b)
{
    size_t a_end = a.len, b_end = b.len;
    int letter = 0;
    for (guint count = 0; letter >= 0; count++) {
        letter = letter_before(a, &a_end);
        if (letter != letter_before(b, &b_end)) {
            return FALSE;
        }
        if (kind == KIND_PHONE && count == PHONE_TAIL) {
            return TRUE;
        }
    }
    return TRUE;
}

/* Text and data have the same fault: of an address, the same part differs. */
static gboolean is_same_fault(const struct sighting *sighting, const struct claim *claim)
{
    return claim->kind == KIND_ADDRESS && claim->verdict.entry
               ? sighting->entry == claim->verdict.entry &&
                     strcmp(sighting->value, claim->verdict.value) == 0
               : is_same_writing(claim->kind, sighting->written, claim->written);
}

/* Was it said of the text already? */
static gboolean is_said_of_text(const struct view *view, const struct claim *claim)
{
    for (guint i = 0; i < view->sightings->len; i++) {
        const struct sighting *sighting = &g_array_index(view->sightings, struct sighting, i);
        if (sighting->kind == claim->kind && !sighting->is_structured &&
            !is_right(sighting->value) && is_same_fault(sighting, claim)) {
            return TRUE;
        }
    }
    return FALSE;
}

/* A post-office box and the door are both right, whichever stands where. */
static gboolean is_box(const struct entry *entry)
{
    static const char *const words[] = {"postbus",  "po box",      "p.o. box",
                                        "postfach", "bus postale", "boîte postale"};
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        if (g_ascii_strncasecmp(entry->shown, words[i], strlen(words[i])) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

/* The entry that the text shows instead, if data and text have one each. Of numbers, mailboxes and
 * names several are right side by side. */
static const struct entry *text_instead(const struct machine_data *data, const struct claim *claim)
{
    if (claim->kind != KIND_ADDRESS && claim->kind != KIND_PHONE) {
        return NULL;
    }
    const struct entry *text = entry_in_text(data->view, claim->kind);
    const struct entry *own = entry_in_data(data, claim->kind);
    gboolean is_other = text && own && text != own && own == claim->verdict.entry;
    return is_other && !(claim->kind == KIND_ADDRESS && (is_box(text) || is_box(own))) ? text
                                                                                       : NULL;
}

/* ---- saying it ---- */

static int report(struct view *view, const struct claim *claim, const struct sighting *sighting,
                  const struct entry *text)
{
    gboolean is_near = !text && claim->verdict.entry != NULL;
    const struct ts_pair arguments[] = {
        {ts_text("format"), ts_text(item_format_name(claim->item->format))},
        {ts_text("source"), ts_text(text      ? "the text"
                                    : is_near ? "the brand book"
                                              : "")},
        {ts_text("source_nl"), ts_text(text      ? "de tekst"
                                       : is_near ? "het merkboek"
                                                 : "")},
        {ts_text("registry"), ts_text(text || is_near ? "" : "the brand book")},
        {ts_text("registry_nl"), ts_text(text || is_near ? "" : "het merkboek")},
    };
    const struct entry *expected = text ? text : claim->verdict.entry;
    /* The service number in the text and the main one in the data may both be right. */
    enum ts_severity severity = text && claim->kind == KIND_PHONE ? TS_INFO : TS_SEVERITY_DEFAULT;
    return view_report(view, sighting, "identity/structured-differs", severity,
                       expected ? expected->shown : "", (struct ts_list)TS_LIST_OF(arguments));
}

static int say(const struct machine_data *data, const struct claim *claim, const struct entry *text)
{
    struct view *view = data->view;
    const struct item *item = claim->item;
    gboolean is_wrong = text || !(claim->is_only_seen || is_right(claim->verdict.value));
    struct sighting sighting = {
        .kind = claim->kind,
        .entry = claim->verdict.entry,
        .value = claim->verdict.value,
        .is_structured = TRUE,
        .place = {.where = item->where,
                  .block = TS_NO_BLOCK,
                  .line = item->line,
                  .column = item->column},
        .written = claim->written,
        .key = claim->key,
    };
    if (view_observe(view, &sighting) != 0) {
        return -1;
    }
    return is_wrong && (text || !is_said_of_text(view, claim))
               ? report(view, claim, &sighting, text)
               : 0;
}

static int say_all(const struct machine_data *data)
{
    const struct entry **texts = data->view->call->host->alloc(
        data->view->call, data->claims->len * sizeof(struct entry *) + 1);
    for (guint i = 0; i < data->claims->len; i++) {
        texts[i] = text_instead(data, &g_array_index(data->claims, struct claim, i));
    }
    for (guint i = 0; i < data->claims->len; i++) {
        if (say(data, &g_array_index(data->claims, struct claim, i), texts[i]) != 0) {
            return -1;
        }
    }
    return 0;
}

/* ---- the document ---- */

/* Nearly every page has og:title; few say how to reach the firm there. */
static gboolean has_contact_metas(const struct ts_document *document)
{
    static const char *const names[] = {"og:phone_number", "og:email", "og:street-address",
                                        "business:contact_data:"};
    for (uint32_t i = 0; i < document->meta.count; i++) {
        const struct ts_pair *meta = ts_item(document->meta, i);
        for (gsize j = 0; j < G_N_ELEMENTS(names); j++) {
            size_t size = strlen(names[j]);
            if (meta->name.len >= size && memcmp(meta->name.ptr, names[j], size) == 0) {
                return TRUE;
            }
        }
    }
    return FALSE;
}

/* Does a piece speak of what is judged here? A list of products is long, and says none of it. */
static gboolean has_contacts(const struct ts_document *document)
{
    static const char *const words[] = {
        "rganization", "elephone", "ddress",      "mail",       "\"TEL\"",  "legalName",
        "vatID",       "taxID",    "iso6523Code", "identifier", "Business", "Store",
    };
    for (uint32_t i = 0; i < document->structured.count; i++) {
        const struct ts_structured *piece = ts_item(document->structured, i);
        for (gsize j = 0; piece->text.len && j < G_N_ELEMENTS(words); j++) {
            if (memmem(piece->text.ptr, piece->text.len, words[j], strlen(words[j]))) {
                return TRUE;
            }
        }
    }
    return has_contact_metas(document);
}

static void collect(struct machine_data *data)
{
    for (uint32_t i = 0; i < data->items.count && data->judged_count < MACHINE_VALUES; i++) {
        const struct item *item = ts_item(data->items, i);
        enum ownership ownership = ours_judge(data, item);
        if (ownership != OWNER_OTHER) {
            claims_of(data, item, ownership);
        } else if (!data->holders[i].owner) {
            claims_alone(data, item);
        }
    }
}

/* What nobody can read is not clean: search engines leave it out, and so does all that follows. */
static int say_unreadable(struct view *view, uint32_t broken)
{
    const struct ts_place place = {.block = TS_NO_BLOCK, .where = ts_text("structured data")};
    g_autofree char *count = g_strdup_printf("%u", broken);
    const struct ts_pair pieces = {ts_text("count"), ts_text(broken > 1 ? count : NULL)};
    const struct ts_finding finding = {
        .size = sizeof finding,
        .rule = ts_text("identity/structured-unreadable"),
        .arguments = ts_one(&pieces, sizeof pieces),
        .places = ts_one(&place, sizeof place),
    };
    return broken ? view->call->host->emit_finding(view->call, &finding) : 0;
}

int structured_find(struct view *view)
{
    uint32_t broken = 0;
    int is_cut = 0;
    if (!has_contacts(view->document)) {
        return 0;
    }
    struct machine_data data = {.view = view};
    data.items = items_of_capped(view->call, view->document, &broken, &is_cut);
    if (is_cut) {
        return ts_fail(view->call, "more data for machines than is looked at");
    }
    if (say_unreadable(view, broken) != 0) {
        return -1;
    }
    if (data.items.count == 0) {
        return 0;
    }
    data.claims = g_array_new(FALSE, FALSE, sizeof(struct claim));
    ours_begin(&data);
    collect(&data);
    int done = say_all(&data);
    g_array_unref(data.claims);
    g_free(data.host);
    return done;
}
