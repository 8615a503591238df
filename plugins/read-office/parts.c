/* SPDX-License-Identifier: MIT
 *
 * Parts of the package: taken out of the archive and walked, and what was wrong with them said.
 */
#include <string.h>

#include "plugins/read-office/office.h"

void office_cut(struct office *office, const char *part, const char *what)
{
    g_autofree char *valid = g_utf8_make_valid(part, (gssize)MIN(strlen(part), 200u));
    g_autofree char *text = g_strdup_printf("%s %s", valid, what);
    office->call->host->emit_truncated(office->call, ts_text(text));
    if (!office->first_cut) {
        office->first_cut = g_steal_pointer(&text);
    }
}

void office_meta(struct office *office, const char *name, const char *value)
{
    struct ts_pair pair = {ts_text(name), ts_text(value)};
    office->is_failed |= office->call->host->emit_meta(office->call, &pair) != 0;
}

static GByteArray *take_part(struct office *office, const char *part)
{
    static const char *const says[] = {
        [ARCHIVE_LOCKED] = "is encrypted and was not read",
        [ARCHIVE_DAMAGED] = "is damaged: what could be unpacked of it was read",
        [ARCHIVE_LARGE] = "unpacks to more than is read (64 MB, or 128 MB of all parts)",
    };
    GByteArray *bytes;
    enum archive_result result = archive_read(office->archive, part, &bytes);
    if (result > ARCHIVE_ABSENT) {
        office_cut(office, part, says[result]);
    }
    if (bytes && archive_is_double(office->archive, part)) {
        office_cut(office, part, "is there twice: the first was read");
    }
    return bytes;
}

gboolean office_walk(struct office *office, const char *part, const struct xml_handler *handler)
{
    g_autoptr(GByteArray) bytes = take_part(office, part);
    if (!bytes) {
        return FALSE;
    }
    enum xml_result result = xml_walk(office->call, ts_bytes(bytes->data, bytes->len), handler);
    if (result != XML_OK) {
        office_cut(office, part, xml_result_text(result));
    }
    return TRUE;
}
