/* SPDX-License-Identifier: MIT
 *
 * Findings of one block, kept in the order of their first place.
 */
#include "plugins/check-spelling/report.h"

#include <string.h>

struct report_entry {
    struct report_row row;
    struct ts_place *places;
    uint32_t count, room;
};

struct report report_begin(struct ts_call *call)
{
    return (struct report){.call = call};
}

static struct report_entry *find(const struct report *report, const struct report_row *row)
{
    for (uint32_t i = 0; i < report->count; i++) {
        struct report_entry *entry = &report->entries[i];
        if (entry->row.rule == row->rule && ts_equal(entry->row.actual, row->actual)) {
            return entry;
        }
    }
    return NULL;
}

/* A larger array with the same content; what was before stays with the call. */
static void *grow(const struct report *report, const void *items, uint32_t count, uint32_t room,
                  size_t size)
{
    void *larger = report->call->host->alloc(report->call, room * size);
    if (count > 0) {
        memcpy(larger, items, count * size);
    }
    return larger;
}

static struct report_entry *add_entry(struct report *report, const struct report_row *row)
{
    struct report_entry *entry;
    if (report->count == report->room) {
        report->room = report->room ? report->room * 4 : 2;
        report->entries =
            grow(report, report->entries, report->count, report->room, sizeof *report->entries);
    }
    entry = &report->entries[report->count++];
    *entry = (struct report_entry){.row = *row};
    return entry;
}

static void add_place(struct report *report, struct report_entry *entry,
                      const struct report_row *row)
{
    if (entry->count == REPORT_PLACES_MAX) {
        return;
    }
    if (entry->count == entry->room) {
        entry->room = entry->room ? entry->room * 4 : 1;
        entry->places =
            grow(report, entry->places, entry->count, entry->room, sizeof *entry->places);
    }
    entry->places[entry->count++] = (struct ts_place){.offset = row->offset, .length = row->length};
}

int report_add(struct report *report, const struct report_row *row)
{
    struct report_entry *entry = find(report, row);
    if (!entry && report->count == REPORT_FINDINGS_MAX) {
        return ts_fail(report->call, "a block has more than 500 different words that no dictionary "
                                     "knows: it is no text, or in a language not declared");
    }
    if (!entry) {
        entry = add_entry(report, row);
    }
    add_place(report, entry, row);
    return 0;
}

int report_end(struct report *report)
{
    for (uint32_t i = 0; i < report->count; i++) {
        const struct report_entry *entry = &report->entries[i];
        const struct ts_pair arguments[] = {{ts_text("language"), entry->row.language},
                                            {ts_text("proposals"), entry->row.proposals}};
        struct ts_finding finding = {
            .size = sizeof finding,
            .rule = ts_text(entry->row.rule),
            .expected = entry->row.expected,
            .actual = entry->row.actual,
            .places = {entry->places, entry->count, sizeof *entry->places},
        };
        if (entry->row.language.len > 0) {
            finding.arguments =
                (struct ts_list){arguments, entry->row.proposals.len ? 2 : 1, sizeof arguments[0]};
        }
        if (report->call->host->emit_finding(report->call, &finding) != 0) {
            return -1;
        }
    }
    return 0;
}
