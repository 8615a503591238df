/* SPDX-License-Identifier: MIT
 *
 * Any bytes as every message that crosses between processes, and as a plugin's descriptor.
 */
#include "core/plugin/descriptor.h"
#include "core/process/kept.h"
#include "core/process/record.h"
#include "core/process/said.h"
#include "core/process/stored.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_records(struct ts_str bytes)
{
    struct wire_reader in = wire_reader(bytes.ptr, bytes.len);
    struct wire_reader part;
    guint8 type;
    while (record_next(&in, &type, &part) == 1) {
        struct record_finding finding;
        struct record_place place;
        struct wire_reader again = part;
        if (record_get_finding(&again, &finding) == 0) {
            while (record_next_place(&finding, &place) == 1) {
            }
        }
        record_get_head(&(struct wire_reader){part.ptr, part.end, FALSE}, &(struct record_head){0});
        record_get_child(&(struct wire_reader){part.ptr, part.end, FALSE},
                         &(struct record_child){.suffix = {0}});
        record_get_problem(&(struct wire_reader){part.ptr, part.end, FALSE},
                           &(struct record_problem){0});
    }
}

static void read_kept(struct ts_str bytes)
{
    struct document *document = document_new();
    struct kept_link link;
    document_reset(document);
    kept_get_document(bytes, document);
    struct wire_reader in = wire_reader(bytes.ptr, bytes.len);
    while (kept_next_link(&in, &link) == 1) {
    }
    document_free(&document);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ts_str bytes = ts_bytes(data, size);
    struct arena *arena = arena_new();
    struct answer answer;
    struct ts_found found;
    struct said said;
    struct ts_stored_document document;
    struct ts_list touchpoints;
    read_records(bytes);
    read_kept(bytes);
    job_get(bytes, &(struct job){0});
    if (answer_get(bytes, &answer) == 0) {
        while (answer_next_found(&answer, &found) == 1) {
        }
    }
    struct wire_reader in = wire_reader(data, size);
    while (said_next(&in, arena, &said) == 1) {
    }
    in = wire_reader(data, size);
    while (stored_next(&in, arena, &document) == 1) {
    }
    in = wire_reader(data, size);
    stored_get_touchpoints(&in, arena, &touchpoints);
    arena_free(&arena);
    g_autofree char *text = g_strndup((const char *)data, size);
    struct catalog_plugin *plugin = catalog_plugin_new("fuzz");
    descriptor_get(text, plugin);
    catalog_plugin_free(plugin);
    return 0;
}
