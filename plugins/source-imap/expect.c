/* SPDX-License-Identifier: MIT
 *
 * Has a promised mail come? The newest mails are looked at first, and no more of them than is
 * needed. The clock is the source's own: what a mailbox holds is a matter of now.
 */
#include <gmime/gmime.h>
#include <jansson.h>

#include "plugins/common/pattern.h"
#include "plugins/source-imap/imap.h"

/* ---- what is decided ---- */

static gint64 threshold_of(const struct imap *imap, const struct expectation *expectation)
{
    return imap->now - expectation->every_seconds - expectation->grace_seconds;
}

static gboolean is_there(const struct imap *imap, const struct expectation *expectation)
{
    return expectation->has_last && expectation->last >= threshold_of(imap, expectation);
}

gboolean expect_is_decided(const struct imap *imap)
{
    const GArray *all = imap->options.expectations;
    guint missing = 0;
    for (guint i = 0; i < all->len; i++) {
        missing += is_there(imap, &g_array_index(all, struct expectation, i)) ? 0 : 1;
    }
    return missing == 0 || imap->headers_at == 0 || imap->headers_failure ||
           imap->mails->len - imap->headers_at >= IMAP_HEADERS;
}

/* ---- headers ---- */

/* The value of a header with its continuation lines, unfolded; NULL: it is not there. */
static char *take_header(const char *text, const char *name)
{
    size_t size = strlen(name);
    for (const char *at = text; at; at = strchr(at, '\n')) {
        at += *at == '\n' ? 1 : 0;
        if (g_ascii_strncasecmp(at, name, size) != 0) {
            continue;
        }
        const char *end = at + size;
        do {
            end += strcspn(end, "\n");
            end += *end ? 1 : 0;
        } while (*end == ' ' || *end == '\t');
        g_autofree char *folded = g_strndup(at + size, (gsize)(end - at) - size);
        return g_mime_utils_header_unfold(folded);
    }
    return NULL;
}

static gboolean matches(const char *pattern, const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text ? text : "", -1);
    g_autofree char *folded = g_utf8_casefold(g_strstrip(valid), -1);
    return pattern_matches(ts_text(pattern), ts_text(folded), TRUE);
}

static gboolean matches_subject(const struct expectation *expectation, const char *raw)
{
    g_autofree char *decoded = raw ? g_mime_utils_header_decode_text(NULL, raw) : NULL;
    return !expectation->subject || (decoded && matches(expectation->subject_folded, decoded));
}

/* The address of any sender, or the name beside it. */
static gboolean matches_sender(const struct expectation *expectation, const char *raw)
{
    InternetAddressList *list =
        expectation->from && raw ? internet_address_list_parse(NULL, raw) : NULL;
    gboolean is_match = !expectation->from;
    for (int i = 0; list && !is_match && i < internet_address_list_length(list); i++) {
        InternetAddress *one = internet_address_list_get_address(list, i);
        const char *name = internet_address_get_name(one);
        const char *address = INTERNET_ADDRESS_IS_MAILBOX(one)
                                  ? internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(one))
                                  : NULL;
        is_match = matches(expectation->from_folded, address) ||
                   (name && matches(expectation->from_folded, name));
    }
    g_clear_object(&list);
    return is_match;
}

void expect_take(struct imap *imap, const struct fetch_item *item)
{
    const struct mail *mail = item->has_body ? listing_find(imap, item->uid) : NULL;
    if (!mail) {
        return;
    }
    g_autofree char *text = g_strndup(item->body.ptr, MIN(item->body.len, IMAP_HEADERS_SIZE));
    g_autofree char *subject = take_header(text, "Subject:");
    g_autofree char *sender = take_header(text, "From:");
    const GArray *all = imap->options.expectations;
    imap->headers_newest = MAX(imap->headers_newest, mail->date);
    for (guint i = 0; i < all->len; i++) {
        struct expectation *one = &g_array_index(all, struct expectation, i);
        if ((!one->has_last || mail->date > one->last) && matches_subject(one, subject) &&
            matches_sender(one, sender)) {
            one->has_last = TRUE;
            one->last = mail->date;
        }
    }
}

/* ---- the answer ---- */

/* If not all mails were looked at, what is left must be older than what is waited for. */
static gboolean is_known(const struct imap *imap, const struct expectation *expectation)
{
    return is_there(imap, expectation) ||
           (!imap->headers_failure &&
            (imap->headers_at == 0 || imap->headers_newest < threshold_of(imap, expectation)));
}

char *expect_json(const struct imap *imap, const struct expectation *expectation)
{
    if (!is_known(imap, expectation)) {
        return NULL;
    }
    g_autoptr(GDateTime) date =
        expectation->has_last ? g_date_time_new_from_unix_utc(expectation->last) : NULL;
    g_autofree char *last = date ? g_date_time_format_iso8601(date) : g_strdup("");
    json_t *object =
        json_pack("{s:s, s:s, s:s, s:s}", "subject",
                  expectation->subject ? expectation->subject : "*", "every", expectation->every,
                  "state", is_there(imap, expectation) ? "there" : "missing", "last", last);
    if (expectation->from) {
        json_object_set_new(object, "from", json_string(expectation->from));
    }
    char *packed = json_dumps(object, JSON_COMPACT);
    char *own = g_strdup(packed);
    json_decref(object);
    free(packed);
    return own;
}
