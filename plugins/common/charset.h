/* SPDX-License-Identifier: MIT
 *
 * From bytes in any character set to valid UTF-8: the one ladder of all readers.
 */
#ifndef PLUGINS_COMMON_CHARSET_H
#define PLUGINS_COMMON_CHARSET_H

#include "touchstone/plugin.h"

struct charset_hint {
    struct ts_str declared; /* outside the bytes: HTTP, MIME */
    int has_markup;         /* look for meta and XML declarations in the bytes */
    int keeps_nul;          /* NULs stay NULs; else they become spaces */
};

struct charset_result {
    struct ts_str text;  /* valid UTF-8, without a byte order mark; in memory of the call */
    const char *charset; /* as found, canonical: "UTF-8", "windows-1252" */
    const char *by;      /* the rung: "bom", "declared", "meta", "utf-8", "detected", "fallback" */
    uint32_t replaced;   /* characters that could not be converted */
    int is_binary;       /* so many are replaced or control characters that it is no text */
    int is_unknown;      /* a declared label is not known: the next rung decided */
};

/* The ladder: byte order mark, declared, meta or XML declaration, strict UTF-8, ICU's detector,
 * windows-1252 (which is also what pure ASCII is called). Labels mean what the WHATWG Encoding
 * Standard says (iso-8859-1 is windows-1252). */
void charset_to_utf8(struct ts_call *call, const struct charset_hint *hint, struct ts_str bytes,
                     struct charset_result *result_r);

/* Opens every converter once: a sealed process can open no file. For the warm callback. */
void charset_warm(void);

#endif
