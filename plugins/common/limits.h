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
#define READER_ITEM_DEPTH 32u          /* items inside each other */
#define READER_ITEM_STEPS 4000000u     /* elements and texts walked through anew for them */
#define READER_ITEMREFS 100u           /* names in one itemref, and types of one item */
#define READER_ITEM_TEXT 4096u         /* bytes of one property */
#define ITEM_PIECES 200u               /* of machine-readable data in one document */
#define ITEM_BYTES (4u << 20)          /* of them all */
#define ITEM_COUNT 5000u               /* items of one document */
#define ITEM_VALUES 50000u             /* and their values */
#define ITEM_DEPTH 32u                 /* items, and lists, inside each other */
#define ITEM_JSON_DEPTH 256u           /* brackets inside each other */
#define ITEM_TERMS 200u                /* of one @context */
#define READER_CARDS 1000u             /* of one file of vCards */
#define READER_CARD_ENTRIES 500u       /* properties of one card */
#define READER_CARD_VALUE (64u << 10)  /* bytes of one property */
#define READER_SITEMAP_LINKS 50000u    /* as sitemaps.org has it */
#define READER_PDF_PAGES 2000u
#define READER_PDF_TEXT (8u << 20)             /* characters of one PDF */
#define READER_PDF_TEXT_MSEC 2500              /* of processor time, looked at between pages */
#define READER_PDF_PICTURE_MSEC 2000           /* likewise, in all: no picture is begun later */
#define READER_PDF_AREAS 2000u                 /* links of one page */
#define READER_PDF_ADDRESS 4000u               /* bytes of one address, or name of a file */
#define READER_PDF_FIELDS 2000u                /* of a form, on one page */
#define READER_PDF_PICTURES 500u               /* of one PDF */
#define READER_PDF_PIXELS (256u << 20)         /* of all its pictures */
#define READER_PDF_ATTACHMENTS 100u            /* of one PDF */
#define READER_PDF_ATTACHMENT_SIZE (20u << 20) /* bytes of one; the host takes no more */
#define READER_PICTURE_PIXELS (32u << 20)      /* of one picture that is decoded */
#define READER_JPX_PIXELS (10u << 20)   /* likewise in a file with JPEG 2000: ten times as slow */
#define READER_PICTURE_SHOWN (2u << 20) /* a larger one is made as small as this */
#define READER_PICTURE_SIZE (20u << 20) /* bytes of one picture that is taken out */
#define PICTURE_SIDE 16384u             /* pixels a side of a picture that is judged */
#define PICTURE_PIXELS 40000000u        /* of it in all */
#define PICTURE_ANIMATION_PIXELS (256u << 20) /* of all frames that lead to the one wanted */
#define PICTURE_METADATA_SIZE (8u << 20)      /* bytes of one profile, comment and the like */

#define PICTURE_SVG_SIZE (5u << 20)  /* bytes of an SVG that is drawn */
#define PICTURE_SVG_ELEMENTS 100000u /* of it */
#define PICTURE_SVG_DEPTH 256u       /* elements inside elements, as libxml2 has it */
#define PICTURE_SVG_SIDE 4096u       /* pixels a side it is drawn with at most */

#endif
