/* SPDX-License-Identifier: MIT
 *
 * A jar is a curl share that holds nothing but cookies; a handle has the one of its URL.
 */
#include "plugins/source-web/cookies.h"

#include "plugins/common/url.h"

static void free_jar(gpointer jar)
{
    curl_share_cleanup(jar);
}

GHashTable *cookies_new(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_jar);
}

/* A server may set another cookie with every page. */
static void bound(CURL *easy)
{
    struct curl_slist *all = NULL;
    guint count = 0;
    curl_easy_getinfo(easy, CURLINFO_COOKIELIST, &all);
    for (const struct curl_slist *one = all; one; one = one->next) {
        count++;
    }
    curl_slist_free_all(all);
    if (count > COOKIES_MAX) {
        curl_easy_setopt(easy, CURLOPT_COOKIELIST, "ALL");
    }
}

void cookies_lend(GHashTable *jars, CURL *easy, const char *url)
{
    g_autofree char *origin = url_origin(url);
    CURLSH *jar = g_hash_table_lookup(jars, origin);
    if (!jar) {
        jar = curl_share_init();
        g_assert(jar); /* out of memory: GLib would end here too */
        curl_share_setopt(jar, CURLSHOPT_SHARE, CURL_LOCK_DATA_COOKIE);
        g_hash_table_insert(jars, g_steal_pointer(&origin), jar);
    }
    curl_easy_setopt(easy, CURLOPT_SHARE, jar);
    curl_easy_setopt(easy, CURLOPT_COOKIEFILE, "");
    bound(easy);
}

void cookies_take_back(CURL *easy)
{
    curl_easy_setopt(easy, CURLOPT_SHARE, NULL);
    curl_easy_setopt(easy, CURLOPT_COOKIEFILE, NULL);
}
