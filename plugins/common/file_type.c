/* SPDX-License-Identifier: MIT
 *
 * Media types of files, by a table of endings and a table of first bytes.
 */
#include "plugins/common/file_type.h"

static const struct {
    const char *ending, *type;
} endings[] = {
    {"html", "text/html"},
    {"htm", "text/html"},
    {"xhtml", "application/xhtml+xml"},
    {"md", "text/markdown"},
    {"markdown", "text/markdown"},
    {"txt", "text/plain"},
    {"text", "text/plain"},
    {"eml", "message/rfc822"},
    {"mbox", "application/mbox"},
    {"msg", "application/vnd.ms-outlook"},
    {"pdf", "application/pdf"},
    {"doc", "application/msword"},
    {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {"xls", "application/vnd.ms-excel"},
    {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {"ppt", "application/vnd.ms-powerpoint"},
    {"pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
    {"odt", "application/vnd.oasis.opendocument.text"},
    {"ods", "application/vnd.oasis.opendocument.spreadsheet"},
    {"odp", "application/vnd.oasis.opendocument.presentation"},
    {"docm", "application/vnd.ms-word.document.macroenabled.12"},
    {"dotx", "application/vnd.openxmlformats-officedocument.wordprocessingml.template"},
    {"dotm", "application/vnd.ms-word.template.macroenabled.12"},
    {"pptm", "application/vnd.ms-powerpoint.presentation.macroenabled.12"},
    {"potx", "application/vnd.openxmlformats-officedocument.presentationml.template"},
    {"potm", "application/vnd.ms-powerpoint.template.macroenabled.12"},
    {"ppsx", "application/vnd.openxmlformats-officedocument.presentationml.slideshow"},
    {"ppsm", "application/vnd.ms-powerpoint.slideshow.macroenabled.12"},
    {"xlsm", "application/vnd.ms-excel.sheet.macroenabled.12"},
    {"xltx", "application/vnd.openxmlformats-officedocument.spreadsheetml.template"},
    {"xltm", "application/vnd.ms-excel.template.macroenabled.12"},
    {"xlsb", "application/vnd.ms-excel.sheet.binary.macroenabled.12"},
    {"ott", "application/vnd.oasis.opendocument.text-template"},
    {"ots", "application/vnd.oasis.opendocument.spreadsheet-template"},
    {"otp", "application/vnd.oasis.opendocument.presentation-template"},
    {"odg", "application/vnd.oasis.opendocument.graphics"},
    {"rtf", "application/rtf"},
    {"epub", "application/epub+zip"},
    {"xml", "application/xml"},
    {"vxml", "application/voicexml+xml"},
    {"ssml", "application/ssml+xml"},
    {"twiml", "application/x-twiml+xml"},
    {"vtt", "text/vtt"},
    {"srt", "application/x-subrip"},
    {"csv", "text/csv"},
    {"tsv", "text/tab-separated-values"},
    {"mjml", "text/mjml"},
    {"vcf", "text/vcard"},
    {"vcard", "text/vcard"},
    {"warc", "application/warc"},
    {"png", "image/png"},
    {"jpg", "image/jpeg"},
    {"jpeg", "image/jpeg"},
    {"gif", "image/gif"},
    {"webp", "image/webp"},
    {"avif", "image/avif"},
    {"ico", "image/vnd.microsoft.icon"},
    {"svg", "image/svg+xml"},
    {"css", "text/css"},
    {"js", "text/javascript"},
    {"mjs", "text/javascript"},
    {"json", "application/json"},
    {"yaml", "application/yaml"},
    {"yml", "application/yaml"},
    {"zip", "application/zip"},
    {"gz", "application/gzip"},
    {"tar", "application/x-tar"},
    {"woff", "font/woff"},
    {"woff2", "font/woff2"},
    {"ttf", "font/ttf"},
    {"mp3", "audio/mpeg"},
    {"wav", "audio/wav"},
    {"ogg", "audio/ogg"},
    {"mp4", "video/mp4"},
    {"webm", "video/webm"},
    {"so", "application/x-sharedlib"},
    {"c", "text/x-source"},
    {"h", "text/x-source"},
    {"py", "text/x-source"},
    {"sh", "text/x-source"},
    {"php", "text/x-source"},
};

static const struct {
    const char *magic;
    size_t size;
    const char *type;
} magics[] = {
    {"%PDF-", 5, "application/pdf"},
    {"\x89PNG", 4, "image/png"},
    {"\xff\xd8\xff", 3, "image/jpeg"},
    {"GIF8", 4, "image/gif"},
    {"PK\x03\x04", 4, "application/zip"},
    {"\x1f\x8b", 2, "application/gzip"},
    {"\x7f"
     "ELF",
     4, "application/x-executable"},
    {"From ", 5, "application/mbox"},
};

/* Types that are no documents; the host has a longer list of the same for what the web gives. */
static const char *const unwanted[] = {
    "image/",
    "audio/",
    "video/",
    "font/",
    "text/css",
    "text/javascript",
    "application/json",
    "application/yaml",
    "application/zip",
    "application/gzip",
    "application/x-tar",
    "application/x-executable",
    "application/x-sharedlib",
    "text/x-source",
    "application/warc",
};

/* Exceptions from those. */
static const char *const wanted[] = {
    "application/x-subrip",
    "application/x-ole-storage",
    "application/x-ooxml-encrypted",
};

const char *file_type_of_name(const char *name)
{
    const char *slash = strrchr(name, '/');
    const char *dot = strrchr(slash ? slash : name, '.');
    for (size_t i = 0; dot && i < G_N_ELEMENTS(endings); i++) {
        if (g_ascii_strcasecmp(dot + 1, endings[i].ending) == 0) {
            return endings[i].type;
        }
    }
    return NULL;
}

static const char *by_bytes(struct ts_str bytes)
{
    if (bytes.len >= 4 && memcmp(bytes.ptr, "\xd0\xcf\x11\xe0", 4) == 0) {
        return file_type_of_ole(bytes);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(magics); i++) {
        if (bytes.len >= magics[i].size &&
            memcmp(bytes.ptr, magics[i].magic, magics[i].size) == 0) {
            return magics[i].type;
        }
    }
    return NULL;
}

/* A message of a Maildir has no ending, but lies in cur or new. */
static gboolean is_maildir(const char *name)
{
    g_autofree char *folder = g_path_get_dirname(name);
    g_autofree char *last = g_path_get_basename(folder);
    return g_str_equal(last, "cur") || g_str_equal(last, "new");
}

const char *file_type_of(const char *name, struct ts_str bytes)
{
    const char *type = file_type_of_name(name);
    if (!type && is_maildir(name)) {
        type = "message/rfc822";
    }
    type = type ? type : by_bytes(bytes);
    return type ? type : "application/octet-stream"; /* the readers look at the bytes */
}

static gboolean begins_with_any(const char *text, const char *const *prefixes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (g_str_has_prefix(text, prefixes[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

gboolean file_type_is_document(const char *media_type)
{
    return begins_with_any(media_type, wanted, G_N_ELEMENTS(wanted)) ||
           !begins_with_any(media_type, unwanted, G_N_ELEMENTS(unwanted));
}
