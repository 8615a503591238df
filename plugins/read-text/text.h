/* SPDX-License-Identifier: MIT
 *
 * Plain text and Markdown, a line at a time.
 */
#ifndef PLUGINS_READ_TEXT_TEXT_H
#define PLUGINS_READ_TEXT_TEXT_H

#include "plugins/common/blocks.h"

struct text_reader {
    struct ts_call *call;
    int is_markdown;
    struct block_builder builder;
    uint32_t line;         /* at work, from 1 */
    uint32_t role;         /* of the block at work */
    uint32_t block_number; /* for paths */
    int is_in_fence;
    char *title;
    char *language; /* from the front matter */
    int is_failed;
};

int text_sniff(struct ts_str bytes); /* 1: may be text */
int text_read(struct ts_call *call, struct ts_str bytes, struct ts_str charset, int is_markdown);

/* inline.c: adds a line of Markdown without its marks: links, emphasis, code and HTML tags. column:
 * of its first byte. */
void inline_add(struct text_reader *reader, struct ts_str line, uint32_t column);

#endif
