/* SPDX-License-Identifier: MIT
 *
 * Every cap of the readers on one page; what strikes is said with emit_truncated.
 */
#ifndef PLUGINS_COMMON_LIMITS_H
#define PLUGINS_COMMON_LIMITS_H

#define READER_PRESCAN (64u << 10)     /* bytes looked at for a charset in the document itself */
#define READER_DEPTH 512u              /* elements inside elements, as in browsers */
#define READER_NODES 2000000u          /* elements and texts of one page */
#define READER_FORMATTING 50u          /* b, i, font and the like that are open at a time */
#define READER_INLINE_COUNT 200u       /* pictures in a page itself: svg, data: */
#define READER_INLINE_SIZE (8u << 20)  /* bytes of them all */
#define READER_BLOCK_SIZE (256u << 10) /* bytes of one block; then a new one begins */
#define READER_SPANS 2000u             /* of one block */
#define READER_PARTS 1000u             /* of one mail */
#define READER_PART_DEPTH 32u          /* parts inside parts */
#define READER_PARAGRAPHS 100000u      /* of one text in a mail */
#define READER_MESSAGES 10000u         /* of one mbox */
#define READER_HEADERS_SIZE (1u << 20) /* bytes of one mail's headers */
#define READER_ITEMS 1000u             /* of microdata in one page */
#define READER_ITEM_DEPTH 32u          /* items, and properties, inside each other */
#define READER_ITEM_TEXT 4096u         /* bytes of one property */
#define READER_SITEMAP_LINKS 50000u    /* as sitemaps.org has it */

#endif
