/* SPDX-License-Identifier: MIT
 *
 * Free mail and access providers, where anybody has a box.
 */
#include <glib.h>

#include "plugins/common/url.h"

static const char *const hosts[] = {
    "gmail.com",      "googlemail.com", "hotmail.com",     "hotmail.nl",   "hotmail.be",
    "hotmail.fr",     "hotmail.de",     "hotmail.co.uk",   "outlook.com",  "outlook.nl",
    "outlook.be",     "outlook.fr",     "outlook.de",      "live.com",     "live.nl",
    "live.be",        "live.fr",        "live.co.uk",      "msn.com",      "yahoo.com",
    "yahoo.nl",       "yahoo.de",       "yahoo.fr",        "yahoo.co.uk",  "ymail.com",
    "icloud.com",     "me.com",         "mac.com",         "aol.com",      "gmx.de",
    "gmx.net",        "gmx.com",        "gmx.at",          "web.de",       "t-online.de",
    "freenet.de",     "posteo.de",      "mailbox.org",     "proton.me",    "protonmail.com",
    "pm.me",          "zoho.com",       "mail.com",        "mail.ru",      "yandex.com",
    "yandex.ru",      "ziggo.nl",       "kpnmail.nl",      "kpnplanet.nl", "planet.nl",
    "xs4all.nl",      "hetnet.nl",      "home.nl",         "casema.nl",    "chello.nl",
    "upcmail.nl",     "quicknet.nl",    "tele2.nl",        "solcon.nl",    "zonnet.nl",
    "wanadoo.nl",     "wanadoo.fr",     "orange.fr",       "free.fr",      "laposte.net",
    "sfr.fr",         "telenet.be",     "skynet.be",       "proximus.be",  "scarlet.be",
    "btinternet.com", "sky.com",        "virginmedia.com", "talktalk.net", "onsnet.nu",
    "caiway.nl",      "telfort.nl",     "online.nl",
};

gboolean host_is_free_mail(struct ts_str host)
{
    for (gsize i = 0; i < G_N_ELEMENTS(hosts); i++) {
        if (ts_is(host, hosts[i])) {
            return TRUE;
        }
    }
    return FALSE;
}
