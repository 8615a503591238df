/* SPDX-License-Identifier: MIT
 *
 * HTML to blocks, links, references and data: for pages, and for the HTML part of a mail.
 */
#ifndef PLUGINS_COMMON_HTML_H
#define PLUGINS_COMMON_HTML_H

#include "touchstone/plugin.h"

/* Of a mail on its way: the older mails in it are left out. */
struct html_older {
    int (*begins)(struct ts_str text); /* does an older mail begin with this text? */
    int is_met;                        /* something was left out */
};

struct html_input {
    struct ts_str bytes;
    struct ts_str charset;    /* declared outside, or empty */
    struct ts_str language;   /* likewise */
    struct ts_str locator;    /* against which a relative base resolves */
    struct ts_str where;      /* put before every path: "part=1.2/"; or empty */
    int is_part;              /* of a mail: emits no head; a hidden preheader gets its role */
    int is_mail;              /* a page that is a mail, or its template: so does its preheader */
    int has_acceptances;      /* its comments may accept findings: its owner alone wrote it */
    struct html_older *older; /* or NULL: all of it is read */
    int wants_pictures;       /* those whose bytes stand in the page become children */
    /* What a picture inside the same whole is called: "cid:logo" may be "#part=2". NULL = as
     * written. Optional; data is handed to it. */
    const char *(*find_picture)(void *data, const char *uri);
    void *data;
};

/* Emits everything of the document. 0, or -1 with a reason. */
int html_read(struct ts_call *call, const struct html_input *input);

/* Do these bytes look like HTML? */
int html_sniff(struct ts_str bytes);

#endif
