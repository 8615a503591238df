/* SPDX-License-Identifier: MIT
 *
 * Every cap of the core on one page. What comes from outside is measured against these before it is
 * allocated; a cap that strikes is always said (run/truncated, run/unchecked, or an error). The
 * caps of readers and checks stand in plugins/common/limits.h.
 */
#ifndef CORE_LIMITS_H
#define CORE_LIMITS_H

/* configuration files */
#define LIMIT_CONFIG_SIZE (4u << 20)      /* bytes of one file */
#define LIMIT_CONFIG_DEPTH 64u            /* nesting */
#define LIMIT_CONFIG_NODES 200000u        /* nodes of one file, aliases expanded */
#define LIMIT_CONFIG_ALIASES 1000u        /* aliases of one file */
#define LIMIT_CONFIG_DIRECTIVES 100u      /* lines of one file that begin with % */
#define LIMIT_LEADS 4u                    /* targets in the next touchpoint, told of a document */
#define LIMIT_CONFIG_ERRORS 100u          /* errors told of one file */
#define LIMIT_PACKS 64u                   /* rule packs of one brand book */
#define LIMIT_PATH_FILES 10000u           /* in a folder that an option of a check names */
#define LIMIT_BRAND_FILE_SIZE (32u << 20) /* bytes of a file that the brand book names */

/* plugins */
#define LIMIT_PROBE_MSEC 5000u      /* loading one plugin in the probe process */
#define LIMIT_PREPARE_MSEC 120000u  /* check.prepare */
#define LIMIT_OPEN_MSEC 60000u      /* opening all of them, preparations aside */
#define LIMIT_BLOB_SIZE (64u << 20) /* what prepare may return */
#define LIMIT_PREPARED_DAYS 60      /* a preparation that nobody used so long is dropped */
#define LIMIT_TABLE_ROWS 4096u      /* options or rules of a plugin */

/* bytes of all preparations that are kept; those used least go first */
#define LIMIT_PREPARED_SIZE (256u << 20)

/* a resource and what is made of it */
#define LIMIT_RESOURCE_SIZE (20u << 20) /* bytes of one resource */
#define LIMIT_INLINE_SIZE (128u << 10)  /* larger resources travel as memfd */
#define LIMIT_LOCATOR_SIZE 8192u        /* bytes of a locator */
#define LIMIT_INLINE_ACCEPTANCES 1000u  /* of one document */
#define LIMIT_CHILDREN 10000u           /* of one resource */
#define LIMIT_FAMILY_COUNT 20000u       /* all that is inside one fetched resource */
#define LIMIT_CHILD_DEPTH 8u            /* a zip in a mail in a mail ... */
#define LIMIT_FAMILY_SIZE (64u << 20)   /* bytes of all children of one fetched resource */
#define LIMIT_BLOCKS 200000u            /* of one document */
#define LIMIT_TEXT_SIZE (16u << 20)     /* bytes of text of one document */
#define LIMIT_LINKS 50000u              /* of one document; references, meta, structured too */
#define LIMIT_FINDINGS 2000u            /* of one document and check */
#define LIMIT_OBSERVATIONS 20000u       /* of one document and check */
#define LIMIT_PLACES 10000u             /* of one emitted finding */
#define LIMIT_VALUE_SIZE 4096u          /* bytes of expected, actual, an argument, a key */
#define LIMIT_DETAILS 16u               /* of one observation */
#define LIMIT_DETAILS_SIZE 4096u        /* bytes of all of them, names and values */
#define LIMIT_EVIDENCE_SIZE (256u << 10)
#define LIMIT_EXCERPT_SIZE 160u      /* bytes of text around a place */
#define LIMIT_REASON_SIZE 500u       /* bytes of a reason */
#define LIMIT_DIFFERENCE_WORDS 64u   /* of a wording whose difference is marked; below 256 */
#define LIMIT_KEPT_SIZE (64u << 20)  /* bytes of what is kept of a document, unpacked */
#define LIMIT_FRAME_SIZE (96u << 20) /* bytes of one message between processes */

/* a document in a worker */
#define LIMIT_DOCUMENT_WALL_MSEC 10000u
#define LIMIT_DOCUMENT_CPU_MSEC 5000u
#define LIMIT_WORKER_MEMORY (1u << 30) /* address space a worker may add */
#define LIMIT_WORKER_DOCUMENTS 20000u  /* then a fresh one takes its place */
#define LIMIT_CONCLUDE_WALL_MSEC 600000u
#define LIMIT_SPAWN_MSEC 10000u          /* the zygote makes a worker */
#define LIMIT_ZYGOTE_FAILURES 3u         /* in a row; then no other is started */
#define LIMIT_FRAMES_A_TURN 64u          /* taken from one process before the next has its turn */
#define LIMIT_SUGGEST_MSEC 2000u         /* suggestions for one text */
#define LIMIT_BLOCK_MEMORY (6u << 20)    /* remembered verdicts on blocks, a worker */
#define LIMIT_LANGUAGE_MEMORY (1u << 20) /* remembered languages of blocks, a worker */
#define LIMIT_SUGGEST_RUN_MSEC 5000u     /* all of them in a run of check */
#define LIMIT_SUGGEST_SCAN_MSEC 300u     /* of scan */
#define LIMIT_SUGGESTED 20000u           /* texts of one run */

/* a run */
#define LIMIT_RESUME_HOURS 24u
#define LIMIT_ANSWER_SIZE (1u << 20) /* bytes of what is remembered of a picture */
#define LIMIT_ANSWER_RUNS 30         /* runs in which nobody asked for it; then it is dropped */
#define LIMIT_ANSWER_ROWS 100000     /* pictures that are remembered, those asked for last */
#define LIMIT_HOPS 10u               /* redirects in a row */
#define LIMIT_MAP_HOPS 4u /* a list of addresses in a list ..., and the page that it lists */

/* a server */
#define LIMIT_CLIENTS 64u          /* connected at a time; others wait in the socket's queue */
#define LIMIT_SERVED_AT_ONCE 8u    /* requests at work */
#define LIMIT_REQUEST_MSEC 30000ll /* from connecting to the whole request */

/* the mail gate; its other limits are options of milter.yaml */
#define LIMIT_MILTER_REMEMBERED 10000u /* campaigns whose answers are remembered */
#define LIMIT_MILTER_ASKED_AT_ONCE 16u /* questions under way; the server takes 64 clients */
#define LIMIT_MILTER_TRY_MSEC 2000ll   /* an answer at the start, which may come later as well */
#define LIMIT_MILTER_BACKLOG 128       /* connections that wait to be taken */
#define LIMIT_MILTER_DRAIN_USEC 20000u /* between two looks whether mails are still at work */

#endif
