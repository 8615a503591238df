/* SPDX-License-Identifier: MIT
 *
 * A file of cards: each as text and as data.
 */
#include <string.h>

#include "plugins/common/blocks.h"
#include "plugins/common/charset.h"
#include "plugins/common/limits.h"
#include "plugins/read-vcard/vcard.h"

struct reading {
    struct ts_call *call;
    struct vcard_lines lines;
    json_t *card;  /* array of what was read of the one at hand; NULL: outside of any */
    uint32_t line; /* where it begins */
    char *where;
    char *title; /* of the document: the first FN */
    guint count;
    gboolean is_failed;
    gboolean is_cut;   /* there are more cards */
    gboolean is_short; /* a card has more */
};

/* {"name": "ADR", "params": {"TYPE": "work"}, "value": ["", "", "Kade 1", ...]} */
static json_t *entry_json(const struct vcard_entry *entry)
{
    json_t *value = NULL;
    if (vcard_entry_is_structured(entry)) {
        g_autoptr(GPtrArray) parts = vcard_entry_parts(entry);
        value = json_array();
        for (guint i = 0; i < parts->len; i++) {
            json_array_append_new(value, json_string(g_ptr_array_index(parts, i)));
        }
    } else {
        g_autofree char *text = vcard_entry_text(entry);
        value = json_string(text);
    }
    return json_pack("{s:s, s:O, s:o}", "name", entry->name, "params", entry->params, "value",
                     value);
}

static void end_card(struct reading *reading)
{
    char *text = reading->card ? json_dumps(reading->card, JSON_COMPACT | JSON_SORT_KEYS) : NULL;
    if (text && json_array_size(reading->card)) {
        struct ts_structured structured = {
            .format = ts_text("vcard"),
            .text = ts_text(text),
            .where = ts_text(reading->where),
            .line = reading->line,
            .column = 1,
        };
        reading->is_failed |= reading->call->host->emit_structured(reading->call, &structured) != 0;
    }
    free(text);
    json_decref(reading->card);
    reading->card = NULL;
}

static void begin_card(struct reading *reading)
{
    end_card(reading);
    if (reading->count >= READER_CARDS) {
        reading->is_cut = TRUE;
        return;
    }
    reading->count++;
    reading->card = json_array();
    reading->line = reading->lines.begun_at;
    reading->lines.is_old = FALSE;
    g_free(reading->where);
    reading->where =
        reading->count > 1 ? g_strdup_printf("vcard[%u]", reading->count) : g_strdup("vcard");
}

static void take_property(struct reading *reading, const struct vcard_entry *entry)
{
    if (strcmp(entry->name, "VERSION") == 0) {
        reading->lines.is_old = strcmp(entry->value, "2.1") == 0;
    }
    if (json_array_size(reading->card) >= READER_CARD_ENTRIES) {
        reading->is_short = TRUE;
        return;
    }
    if (strcmp(entry->name, "FN") == 0 && !reading->title) {
        reading->title = vcard_entry_text(entry);
    }
    reading->is_short |= reading->lines.is_cut;
    json_array_append_new(reading->card, entry_json(entry));
    reading->is_failed |= vcard_emit(reading->call, entry, reading->where) != 0;
}

static void take_entry(struct reading *reading, const struct vcard_entry *entry)
{
    gboolean is_card = g_ascii_strcasecmp(entry->value, "VCARD") == 0;
    if (strcmp(entry->name, "BEGIN") == 0 && is_card) {
        begin_card(reading);
    } else if (strcmp(entry->name, "END") == 0 && is_card) {
        end_card(reading);
    } else if (reading->card && !entry->is_binary) {
        take_property(reading, entry);
    }
}

static void read_cards(struct reading *reading)
{
    struct vcard_entry entry;
    while (!reading->is_failed && !reading->is_cut && vcard_lines_next(&reading->lines)) {
        if (vcard_entry_read(reading->call, &reading->lines, &entry)) {
            g_strstrip(entry.value);
            take_entry(reading, &entry);
            vcard_entry_clear(&entry);
        }
    }
    end_card(reading);
    if (reading->is_cut || reading->is_short) {
        reading->call->host->emit_truncated(
            reading->call, ts_text("not all of its cards, or of their properties, were read"));
    }
}

int vcard_read(struct ts_call *call, const struct ts_resource *resource)
{
    struct charset_hint hint = {.declared = resource->charset};
    struct charset_result converted;
    charset_to_utf8(call, &hint, resource->bytes, &converted);
    if (converted.is_binary) {
        return ts_fail(call, "is no vCard: many of its bytes are no characters");
    }
    struct reading reading = {.call = call};
    vcard_lines_begin(&reading.lines, converted.text);
    read_cards(&reading);
    struct ts_head head = {.size = sizeof head, .title = ts_text(reading.title)};
    int done = reading.is_failed    ? -1
               : reading.count == 0 ? ts_fail(call, "is no vCard: it has no BEGIN:VCARD")
                                    : call->host->emit_head(call, &head);
    vcard_lines_end(&reading.lines);
    g_free(reading.where);
    g_free(reading.title);
    return done;
}
