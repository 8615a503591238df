/* SPDX-License-Identifier: MIT
 *
 * What was found out about a word is remembered per language: a site repeats its words, and each
 * costs hunspell microseconds to know and 100 microseconds to find neighbours for.
 */
#ifndef CHECK_SPELLING_CACHE_H
#define CHECK_SPELLING_CACHE_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "touchstone/plugin.h"

#define CACHE_WORDS_MAX 220000u

/* Does not depend on where the word stands, so that it can be remembered. */
struct verdict {
    bool is_known;           /* dictionary, brand word, or a form that follows from them */
    bool is_weighed;         /* the rest is filled in */
    bool is_accepted;        /* unknown, but a compound or an English word by the rules */
    bool is_faint;           /* what lies one edit away says little (verdict.c) */
    bool is_brand_slip;      /* a word of the brand lies one edit away */
    bool is_odd;             /* has a sequence of letters that hardly any word has */
    uint8_t neighbour_count; /* words of the dictionary one edit away */
    uint8_t cost;            /* of those, how unlikely a slip the likeliest is */
    uint8_t name_cost;       /* the same of those only known with a capital */
    const char *proposals;   /* those, likeliest first, joined by "|"; NULL if none */
};

struct cache;

struct cache *cache_new(void);
void cache_free(struct cache **cache);

/* Empties it if it is full. Call where no verdict is held: it ends their life. */
void cache_trim(struct cache *cache);

/* The remembered verdict; or a new one, to be filled in, with *is_new_r set. NULL if the cache is
 * full and does not have it. Lives until cache_trim. */
struct verdict *cache_find(struct cache *cache, unsigned language, struct ts_str word,
                           bool *is_new_r);

/* A copy of text that lives as long as the verdicts. */
const char *cache_keep(struct cache *cache, const char *text);

#endif
