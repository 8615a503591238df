/* SPDX-License-Identifier: MIT
 *
 * Hosts that are there for those who make a mail, not for those who get it.
 */
#include "plugins/check-mail/mail.h"
#include "plugins/common/pattern.h"

static gboolean is_given(const struct mail *mail, struct ts_str host)
{
    for (guint i = 0; i < mail->staging->len; i++) {
        if (pattern_matches(ts_text(g_ptr_array_index(mail->staging, i)), host, TRUE)) {
            return TRUE;
        }
    }
    return FALSE;
}

/* RFC 2606 section 3, and what builders write meanwhile. */
static gboolean is_placeholder(struct ts_str host)
{
    static const char *const domains[] = {
        "example.com",     "example.org",    "example.net",     "yourdomain.com", "your-domain.com",
        "yourwebsite.com", "yoursite.com",   "yourcompany.com", "mywebsite.com",  "jouwdomein.nl",
        "uwdomein.nl",     "jouwwebsite.nl", "uwwebsite.nl",    "jouwbedrijf.nl",
    };
    struct ts_str bare = host_without_www(host);
    for (size_t i = 0; i < G_N_ELEMENTS(domains); i++) {
        if (ts_is(bare, domains[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

enum host_fault host_judge(const struct letter *letter, struct ts_str host)
{
    gboolean is_own = letter_is_own_host(letter, host);
    if (host_is_inside(host)) {
        return HOST_IS_INSIDE;
    }
    if (is_given(letter->mail, host) || host_is_staging(host, is_own)) {
        return HOST_IS_STAGING;
    }
    return !is_own && !letter->is_template && is_placeholder(host) ? HOST_IS_PLACEHOLDER
                                                                   : HOST_IS_FINE;
}
