/* SPDX-License-Identifier: MIT
 *
 * Registers the reader "mime".
 */
#include "plugins/common/charset.h"
#include "plugins/read-mime/mail.h"

#include <openssl/crypto.h>

#define OUTLOOK "application/vnd.ms-outlook"
#define EXPECTATION "application/vnd.touchstone.expectation+json"

static const char *const media_types[] = {
    "message/rfc822", "message/global", "application/mbox", OUTLOOK, EXPECTATION,
};

/* Headers that begin a mail, in the order of how often they do. */
static const char *const first_headers[] = {
    "return-path:", "received:", "from:", "delivered-to:", "mime-version:", "message-id:",
    "x-",           "date:",     "to:",   "subject:",      "arc-",          "dkim-signature:",
};

/* A compound file of Microsoft's (MS-CFB) with the directory of a message (MS-OXMSG, 2.4). */
static gboolean is_outlook(struct ts_str bytes)
{
    static const char magic[] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    static const char name[] = "_\0_\0p\0r\0o\0p\0e\0r\0t\0i\0e\0s\0_\0v\0e\0r\0s\0i\0o\0n\0001\0";
    return bytes.len > 512 && memcmp(bytes.ptr, magic, sizeof magic - 1) == 0 &&
           memmem(bytes.ptr, bytes.len, name, sizeof name - 1);
}

static const char *sniff(struct ts_str bytes)
{
    if (is_outlook(bytes)) {
        return OUTLOOK;
    }
    if (bytes.len > 5 && memcmp(bytes.ptr, "From ", 5) == 0) {
        return "application/mbox";
    }
    const char *end = bytes.ptr + MIN(bytes.len, 8192u);
    guint known = 0;
    for (const char *at = bytes.ptr; at && at < end && known < 2;) {
        for (size_t i = 0; i < G_N_ELEMENTS(first_headers); i++) {
            size_t size = strlen(first_headers[i]);
            known +=
                (size_t)(end - at) > size && g_ascii_strncasecmp(at, first_headers[i], size) == 0
                    ? 1
                    : 0;
        }
        if (*at == '\n' || (*at == '\r' && at + 1 < end && at[1] == '\n')) {
            break; /* the headers end here */
        }
        at = memchr(at, '\n', (size_t)(end - at));
        at = at ? at + 1 : NULL;
    }
    return known >= 2 ? "message/rfc822" : NULL;
}

static int read_mime(struct ts_call *call, void *self, const struct ts_resource *resource)
{
    (void)self;
    if (ts_is(resource->media_type, OUTLOOK) || is_outlook(resource->bytes)) {
        return ts_fail(call, "is a mail in Outlook's own form (.msg), which cannot be read: "
                             "save it as .eml");
    }
    if (ts_is(resource->media_type, EXPECTATION)) {
        return expectation_read(call, resource->bytes);
    }
    return ts_is(resource->media_type, "application/mbox") ? mbox_read(call, resource->bytes)
                                                           : mail_read(call, resource);
}

/* For parameters (RFC 2231) gmime finds converters by iconv, which opens a module file the first
 * time a charset is met. */
static void warm_iconv(void)
{
    static const char *const charsets[] = {
        "iso-8859-1",   "iso-8859-2",   "iso-8859-3",   "iso-8859-4",   "iso-8859-5",
        "iso-8859-6",   "iso-8859-7",   "iso-8859-8",   "iso-8859-9",   "iso-8859-10",
        "iso-8859-13",  "iso-8859-14",  "iso-8859-15",  "iso-8859-16",  "windows-1250",
        "windows-1251", "windows-1252", "windows-1253", "windows-1254", "windows-1255",
        "windows-1256", "windows-1257", "windows-1258", "koi8-r",       "koi8-u",
        "utf-7",        "utf-16",       "utf-16le",     "utf-16be",     "utf-32",
        "gb2312",       "gbk",          "gb18030",      "big5",         "iso-2022-jp",
        "shift_jis",    "euc-jp",       "euc-kr",       "iso-2022-kr",  "tis-620",
        "us-ascii",     "utf-8",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(charsets); i++) {
        g_autofree char *word = g_strdup_printf("=?%s?Q?a?=", charsets[i]);
        g_free(g_mime_utils_header_decode_text(NULL, word));
    }
}

static int warm(struct ts_call *call)
{
    (void)call;
    charset_warm();
    g_mime_init();
    OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, NULL);
    warm_iconv();
    return 0;
}

static const struct ts_reader_ops ops = {
    .size = sizeof ops,
    .media_types = TS_LIST_OF(media_types),
    .sniff = sniff,
    .read = read_mime,
};

const struct ts_plugin touchstone_plugin_0 = {
    TS_PLUGIN_HEAD,
    .kind = TS_READER,
    .name = "mime",
    .version = "0.6.0",
    .summary = "Reads mails and mailboxes.",
    .license = "MIT",
    .warm = warm,
    .reader = &ops,
};
