/* SPDX-License-Identifier: MIT
 *
 * The plugin contract of touchstone: the one header a plugin writer needs.
 *
 * A plugin is a shared object with ONE exported symbol, const data: touchstone_plugin_0. It has no
 * undefined host symbols; what it needs of the host it reaches through call->host.
 *
 * Who owns what, and until when:
 *
 *   thing                          made by   lives until                      freed by
 *   descriptor, tables, names      plugin    end of the process (static)      nobody
 *   self, shared, scope            plugin    its close / stop / scope_close   plugin
 *   struct ts_open, its nodes      host      close of what was opened         host
 *   resource, document, block      host      the callback returns             host
 *   what a plugin emits            plugin    the service returns (copied)     plugin
 *   alloc()                        host      the callback returns             host
 *                                            (in open, start, scope_open: until close)
 *   an answer of next()            plugin    the next call on that instance   plugin
 *
 * Nothing allocated on one side is freed on the other. Text is UTF-8, never NUL-terminated unless
 * it is a const char *. Structs passed alone begin with their size and grow at the tail; arrays are
 * ts_list and carry their stride, so that their items may grow at the tail too.
 *
 * Threads: one instance is never entered by two threads. The host opens as many instances as it
 * needs. Keep no mutable globals. Readers and checks run in a sealed process: no files, no network,
 * no new processes, except in warm and open, which run before the seal.
 *
 * Results: 0 done, -1 failed; iterators 1 item, 0 end, -1 failed. Before returning -1 say why with
 * fail(); the host then records what was asked as UNCHECKED, never as clean.
 */
#ifndef TOUCHSTONE_PLUGIN_H
#define TOUCHSTONE_PLUGIN_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The major number stands in the symbol's name: it moves when a plugin must be rebuilt. The minor
 * number moves when a struct grows at its tail or a service is added. */
#define TS_ABI_MAJOR 0u
#define TS_ABI_MINOR 9u
#define TS_PLUGIN_SYMBOL "touchstone_plugin_0"

#if defined(__GNUC__)
#define TS_EXPORT __attribute__((visibility("default")))
#else
#define TS_EXPORT
#endif

/* ---- values ---------------------------------------------------------------------------------- */

/* A view of bytes; UTF-8 where it is text. ptr may be NULL only if len is 0. */
struct ts_str {
    const char *ptr;
    size_t len;
};

/* A view of an array: item i begins at (char *)items + i * stride. */
struct ts_list {
    const void *items;
    uint32_t count;
    uint32_t stride;
};

enum ts_node_kind { TS_NODE_NULL = 0, TS_NODE_TEXT = 1, TS_NODE_LIST = 2, TS_NODE_MAP = 3 };

/* A piece of configuration. Scalars are text as written; the host has checked them against the
 * table that declares them, made paths absolute, filled in the defaults and turned a lone value
 * into a list where the table says list. line and column (from 1) lead the user to it. */
struct ts_node {
    uint32_t kind;
    uint32_t line, column;
    uint32_t reserved;
    struct ts_str key;       /* inside a map, else empty */
    struct ts_str text;      /* of a TS_NODE_TEXT */
    struct ts_list children; /* struct ts_node */
};

/* A named value: an argument of a message, a header, a piece of metadata. */
struct ts_pair {
    struct ts_str name, value;
};

/* A named number, with its unit in the name where it has one ("aspect", "width_px"). */
struct ts_number {
    struct ts_str name;
    double value;
};

/* ---- tables a plugin declares ---------------------------------------------------------------- */

enum ts_option_type {
    TS_OPTION_TEXT = 1,
    TS_OPTION_INTEGER = 2,  /* decimal, 0 or more */
    TS_OPTION_BOOLEAN = 3,  /* "true" or "false" */
    TS_OPTION_DURATION = 4, /* written 500ms, 10s, 5m, 1h; handed over in milliseconds */
    TS_OPTION_RATE = 5,     /* written 5/s or 30/m; handed over as events per 1000 seconds */
    TS_OPTION_SIZE = 6,     /* written 64KB, 10MB; handed over in bytes */
    TS_OPTION_CHOICE = 7,   /* one of choices, separated by | */
    TS_OPTION_LIST = 8,     /* list of text; a lone text becomes a list of one */
    TS_OPTION_PATH = 9,     /* handed over absolute; NAME_given beside it has it as written */
    TS_OPTION_TREE = 10     /* any tree; the plugin checks it in open */
};

/* Options of a source that the host enforces, since it owns the frontier; declare them to offer
 * them: max_pages, max_depth (integers), page_directives ("obey|ignore": what a page says of
 * itself, meta robots noindex and nofollow). */
struct ts_option_def {
    const char *name;     /* [a-z][a-z0-9_]* */
    uint32_t type;        /* enum ts_option_type */
    uint32_t is_required; /* 0 or 1 */
    const char *fallback; /* as written in YAML; NULL = absent unless given */
    const char *choices;  /* of a TS_OPTION_CHOICE: "obey|ignore" */
    const char *help;     /* one sentence */
};

enum ts_severity { TS_SEVERITY_DEFAULT = 0, TS_INFO = 1, TS_WARNING = 2, TS_ERROR = 3 };

/* Title and message of a rule in another language than English. */
struct ts_wording {
    const char *language; /* "nl" */
    const char *title, *message;
};

/* One thing that can be wrong. id is CHECK/WHAT-IS-WRONG and begins with the plugin's name; the id
 * "NAME/" followed by * stands for all rules whose ids the user chooses. message may name arguments
 * of the finding in braces, and {expected}, {actual} and {touchpoint} (its name; empty where a run
 * has but one). A stretch in [square brackets] is left out if a value in it is empty. */
struct ts_rule_def {
    const char *id;
    uint32_t severity; /* enum ts_severity, not DEFAULT */
    uint32_t reserved;
    const char *title;       /* "Misspelt word" */
    const char *message;     /* "\"{actual}\" is misspelt" */
    const char *help;        /* what is compared, why it matters, how to silence it rightly */
    const char *bad, *good;  /* an example of each */
    struct ts_list wordings; /* struct ts_wording */
};

/* ---- documents ------------------------------------------------------------------------------- */

enum ts_representation { TS_RAW = 0, TS_RENDERED = 1, TS_SCREENSHOT = 2 };

/* Bytes with a locator and a media type, as fetched. */
struct ts_resource {
    uint32_t size;
    uint32_t representation;  /* enum ts_representation */
    struct ts_str locator;    /* URL or path as given, with #part=1.2 and the like inside a whole */
    struct ts_str media_type; /* lower case, without parameters: "text/html" */
    struct ts_str charset;    /* as declared outside the bytes (HTTP, MIME), else empty */
    struct ts_str language;   /* likewise, else empty */
    struct ts_str name;       /* file name as declared, for people; else empty */
    struct ts_str bytes;
    struct ts_list headers;  /* struct ts_pair: as the source's answer has them; since minor 3 */
    uint32_t wants_pictures; /* 1 = some check judges pictures: take out those inside; else they
                                are dropped, so spare the work. Since minor 6 */
    uint32_t reserved;
};

enum ts_role {
    TS_ROLE_TEXT = 0,
    TS_ROLE_HEADING = 1,
    TS_ROLE_TITLE = 2,
    TS_ROLE_LINK = 3, /* a block that is a link and nothing else (a menu item, a button) */
    TS_ROLE_ALT = 4,
    TS_ROLE_SUBJECT = 5,
    TS_ROLE_PREHEADER = 6,
    TS_ROLE_PROMPT = 7,   /* spoken */
    TS_ROLE_METADATA = 8, /* description, og:title, sender's display name */
    TS_ROLE_CODE = 9,
    TS_ROLE_QUOTE = 10,
    TS_ROLE_CELL = 11, /* of a table */
    TS_ROLE_ITEM = 12, /* of a list */
    TS_ROLE_LABEL = 13 /* of a form: label, button, placeholder */
};

enum ts_span_kind { TS_SPAN_LINK = 1, TS_SPAN_CODE = 2, TS_SPAN_QUOTE = 3, TS_SPAN_LANGUAGE = 4 };

/* A stretch of a block's text with a meaning of its own. Spans may nest; they are sorted. */
struct ts_span {
    uint32_t offset, length; /* bytes in the block's text */
    uint32_t kind;
    uint32_t reserved;
    struct ts_str value; /* of a link: its href as written; of a language: the tag */
};

/* Where a byte of a block's text stands in the source: at offset the source is at line, column
 * (both from 1, column in characters); up to the next mark text and source run in step. */
struct ts_mark {
    uint32_t offset, line, column;
};

/* A piece of text a person reads as one: white space folded to single spaces, inline tags gone. */
struct ts_block {
    uint32_t size;
    uint32_t role; /* enum ts_role */
    struct ts_str text;
    struct ts_str language; /* declared nearest in the tree ("nl", "en-GB"), else empty */
    struct ts_str where;    /* a path a person can follow: "html/body/main/p[3]", "subject" */
    struct ts_list spans;   /* struct ts_span */
    struct ts_list marks;   /* struct ts_mark, the first at offset 0; may be empty */
};

enum ts_link_purpose {
    TS_LINK_PAGE = 0,      /* a person can follow it: a, area, iframe, form GET */
    TS_LINK_REDIRECT = 1,  /* meta refresh */
    TS_LINK_ALTERNATE = 2, /* hreflang, canonical, next, prev */
    TS_LINK_MAP = 3,       /* listed in a sitemap or a feed */
    TS_LINK_CONTACT = 4,   /* mailto:, tel: */
    TS_LINK_PICTURE = 5,   /* of a ts_reference, when resolve is asked */
    TS_LINK_FORM = 6,      /* where a form sends what was filled in; never followed */
    TS_LINK_HANDOFF = 7    /* asked of resolve only: a link of another touchpoint's document. 1 = it
                              leads to what this source brings; it is never fed. Since minor 7 */
};
enum ts_link_flags { TS_LINK_NOFOLLOW = 1 /* rel=nofollow */ };

struct ts_link {
    struct ts_str href; /* as written, white space trimmed, entities decoded */
    struct ts_str text;
    struct ts_str where;
    uint32_t purpose;
    uint32_t line, column;
    uint32_t flags; /* enum ts_link_flags */
};

enum ts_reference_kind {
    TS_REFERENCE_IMAGE = 0,
    TS_REFERENCE_ICON = 1,
    TS_REFERENCE_SOCIAL = 2, /* og:image and the like */
    TS_REFERENCE_BACKGROUND = 3
};

/* A picture that a document shows. Sizes in CSS pixels as declared; 0 = not declared. A picture
 * that lies in the resource itself (a part of a mail, a data: address, a drawing in the page) is
 * named by the suffix of its child: "#part=1.2". Where only a part of a picture is shown (a CSS
 * sprite) the address ends in that part, in CSS pixels: "#xywh=0,40,120,32" (W3C Media
 * Fragments, 4.2.2). */
struct ts_reference {
    struct ts_str uri; /* as written, but for those in the resource itself */
    struct ts_str alt; /* empty alt and no alt differ in has_alt */
    struct ts_str where;
    uint32_t kind;
    uint32_t has_alt;
    uint32_t width, height;
    uint32_t line, column;
};

/* Machine-readable statements inside a document. format: "json-ld", "microdata", "vcard". */
struct ts_structured {
    struct ts_str format;
    struct ts_str text; /* microdata as JSON in the shape of the HTML standard */
    struct ts_str where;
    uint32_t line, column;
};

/* Metadata that the host itself looks at: "valid-from", "valid-until" (YYYY-MM-DD): outside those
 * days the document is UNCHECKED, and it is read anew in each run; "robots" and "canonical" of a
 * page; "touchstone:acceptance": "LINE:COLUMN WHERE", a line end, and the words behind the name of
 * a comment
 * <!-- touchstone off RULE reason="..." --> or <!-- touchstone on -->, which begins at that line
 * and column, in the order of the source; WHERE, which may be empty, is what all paths (`where`) of
 * the part begin with in which it stands. Only of content that nobody but its owner writes. Since
 * minor 9. */

/* What a reader says once of a document. Empty = not known. */
struct ts_head {
    uint32_t size;
    uint32_t reserved;
    struct ts_str title;
    struct ts_str language;
    struct ts_str base; /* against which its links and references resolve, if not its locator */
};

/* A resource found inside another: an attachment, a picture of a PDF, a forwarded mail. */
struct ts_child {
    uint32_t size;
    uint32_t reserved;
    struct ts_str suffix; /* appended to the parent's locator after "#": "part=1.2", "page=3" */
    struct ts_str media_type, charset, name;
    struct ts_str bytes;
};

/* What a check sees: what a reader made of a resource. Read-only. A document whose media type
 * begins with image/ is a picture: only checks with TS_NEED_PICTURES see it, and what they say of
 * it must be a pure function of its bytes, its media type and the configuration: the host remembers
 * it by the content, so a picture is judged once however often and wherever it is met. */
struct ts_document {
    uint32_t size;
    uint32_t representation;
    struct ts_str touchpoint, channel;
    struct ts_str locator, media_type, language, title, base;
    struct ts_str bytes;       /* the resource itself; empty if judged again from what is kept */
    struct ts_list kinds;      /* struct ts_str; the channel is a kind too */
    struct ts_list blocks;     /* struct ts_block */
    struct ts_list links;      /* struct ts_link */
    struct ts_list references; /* struct ts_reference */
    struct ts_list meta;       /* struct ts_pair: "description", "og:site_name", "from" */
    struct ts_list structured; /* struct ts_structured */
    struct ts_list anchors;    /* struct ts_str: what a fragment may name; since minor 2 */
    uint32_t is_truncated;     /* 1 = a part of it was not read; since minor 2 */
    uint32_t reserved;
};

/* ---- what a check says ----------------------------------------------------------------------- */

#define TS_NO_BLOCK UINT32_MAX

/* One place. With a block: bytes in its text, on character borders. Without: line and column (0 =
 * not known) and where. touchpoint and locator are empty for the document at hand. */
struct ts_place {
    struct ts_str touchpoint, locator;
    struct ts_str where;
    uint32_t block; /* index in the document's blocks; 0 in inspect_block; or TS_NO_BLOCK */
    uint32_t offset, length;
    uint32_t line, column;
    uint32_t reserved;
};

/* Something that is wrong. Findings of equal rule, expected and actual (letter case and white space
 * folded) are one finding with many places. */
struct ts_finding {
    uint32_t size;
    uint32_t severity;           /* what the brand book says, or TS_SEVERITY_DEFAULT */
    struct ts_str rule;          /* declared in the plugin's table */
    struct ts_str expected;      /* what should stand there; may be empty */
    struct ts_str actual;        /* what stands there; may be empty */
    struct ts_list arguments;    /* struct ts_pair, for the rule's message */
    struct ts_list places;       /* struct ts_place, one or more */
    struct ts_list numbers;      /* struct ts_number */
    struct ts_str evidence_type; /* media type, or empty */
    struct ts_str evidence;      /* its bytes */
    struct ts_str evidence_id; /* instead of bytes: of evidence that the host has; since minor 6 */
};

/* Something that was seen, right or wrong. confidence 0..1; below 0 = not measured. */
struct ts_observation {
    uint32_t size;
    uint32_t reserved;
    struct ts_str key, value;
    double confidence;
    struct ts_place place;
    struct ts_list numbers; /* struct ts_number */
    /* struct ts_pair: what else conclude, core and people need to know of it in words ("written",
     * "scope"). Names are [a-z][a-z0-9_-]*; at most 16 of them, 4096 bytes in all. Kept with it,
     * and handed back sorted by name. Since minor 5. */
    struct ts_list details;
    /* What people are shown of it: a small picture, kept once however often it is emitted. In
     * conclude the host gives its evidence_id instead, to be handed on. Since minor 6. */
    struct ts_str evidence_type, evidence;
    struct ts_str evidence_id;
};

/* What became of what a link leads to. Those that are well are not told. */
enum ts_link_outcome {
    TS_LINK_GONE = 1,        /* 404, 410, no such file */
    TS_LINK_MOVED = 2,       /* target is where it ends; chain the stations before that */
    TS_LINK_FAILED = 3,      /* no answer, or one that says that something is wrong */
    TS_LINK_NO_FRAGMENT = 4, /* the page is there, the fragment is not */
    TS_LINK_CIRCLE = 5       /* redirects that lead to each other */
};
struct ts_stored_link {
    struct ts_str locator; /* resolved, with its fragment */
    struct ts_str where;   /* in the document that links */
    struct ts_str target;  /* of TS_LINK_MOVED */
    struct ts_str chain;   /* of TS_LINK_MOVED: locators between the two, separated by spaces */
    struct ts_str reason;  /* as the source says it: "answered 404 Not Found" */
    uint32_t outcome;      /* enum ts_link_outcome */
    uint32_t is_external;  /* 1 = outside the scope: it was only asked whether it is there */
    uint32_t line, column;
};

/* A document as stored, with what this check observed in it; for conclude. */
enum ts_document_status {
    TS_CHECKED = 1,
    TS_UNCHANGED = 2,
    TS_UNCHECKED = 3,
    TS_GONE = 4,
    TS_SKIPPED = 5
};
/* A picture where a document shows it: the reference, joined with what became of the picture. */
struct ts_stored_picture {
    struct ts_str locator; /* of the picture's document, redirects followed; as written if there is
                              none */
    struct ts_str where, alt;
    uint32_t kind; /* enum ts_reference_kind */
    uint32_t has_alt;
    uint32_t width, height; /* as displayed, in CSS pixels; 0 = not declared */
    uint32_t line, column;
    uint32_t status;   /* enum ts_document_status, of the picture; TS_UNCHECKED = it was not seen */
    uint32_t has_area; /* 1 = only the area is shown, in CSS pixels of the picture */
    uint32_t x, y, area_width, area_height;
    struct ts_str reason;        /* why it was not seen */
    struct ts_list observations; /* struct ts_observation: what this check saw in the picture */
};
struct ts_stored_document {
    uint32_t size;
    uint32_t status;    /* enum ts_document_status */
    uint64_t text_size; /* bytes of readable text */
    struct ts_str touchpoint, locator, media_type, language, content_hash;
    struct ts_list kinds;        /* struct ts_str */
    struct ts_list observations; /* struct ts_observation; their place has no block */
    struct ts_list links;        /* struct ts_stored_link, for a check with TS_NEED_LINKS */
    struct ts_list pictures;     /* struct ts_stored_picture, for a check with TS_NEED_PICTURES; it
                                    alone is handed documents that are pictures. Since minor 6.
                                    Since minor 8 a check with TS_NEED_LINKS gets those whose links
                                    (of a QR code) are not well */
    uint32_t is_shown;           /* of a picture: 1 = some document of its touchpoint shows it */
    uint32_t reserved;
};
struct ts_touchpoint {
    struct ts_str id, channel, control;
    struct ts_list expects; /* struct ts_str: promise, logo, address, phone ... */
    struct ts_str locator;  /* where it starts; for findings about the whole */
    uint32_t is_complete;   /* 1 = all of it was seen */
    uint32_t reserved;
};

/* ---- services -------------------------------------------------------------------------------- */

struct ts_call;

enum ts_log_level { TS_LOG_DEBUG = 0, TS_LOG_INFO = 1, TS_LOG_WARNING = 2 };
enum ts_fail_flags {
    TS_FAIL = 0,
    TS_FAIL_RETRY = 1, /* may go well later */
    TS_FAIL_SKIP = 2   /* reader.read: nothing in it is for people, so it counts as skipped, not as
                          UNCHECKED; since minor 3 */
};

/* A newer host's struct is longer: ask TS_HAS(call, service) for what came after minor 0. Each
 * service may be called only in the callbacks named with it, and in their thread. An emit that
 * breaks the contract (an undeclared rule, an offset outside the block, bytes that are not UTF-8,
 * a cap passed) returns -1 and fails the whole callback; the host names the plugin. */
struct ts_host {
    uint32_t size;
    uint32_t abi_minor;

    /* everywhere */
    void *(*alloc)(struct ts_call *call, size_t size); /* zeroed, aligned; never NULL */
    void (*log)(struct ts_call *call, uint32_t level, struct ts_str text);
    int (*fail)(struct ts_call *call, uint32_t flags, struct ts_str why); /* returns -1 */
    int (*is_stopping)(struct ts_call *call);                             /* 1 = finish up; cheap */

    /* reader.read: one document */
    int (*emit_head)(struct ts_call *call, const struct ts_head *head); /* at most once */
    int (*emit_block)(struct ts_call *call, const struct ts_block *block);
    int (*emit_link)(struct ts_call *call, const struct ts_link *link);
    int (*emit_reference)(struct ts_call *call, const struct ts_reference *reference);
    int (*emit_meta)(struct ts_call *call, const struct ts_pair *pair);
    int (*emit_structured)(struct ts_call *call, const struct ts_structured *structured);
    int (*emit_child)(struct ts_call *call, const struct ts_child *child);
    int (*emit_truncated)(struct ts_call *call,
                          struct ts_str what); /* run/truncated: what was cut */

    /* check.inspect_block, inspect, conclude */
    int (*emit_finding)(struct ts_call *call, const struct ts_finding *finding);
    /* check.inspect_block, inspect. In conclude only for a check with TS_NEED_PICTURES, since what
     * a picture is where it is shown is known once both were seen: its place names touchpoint and
     * locator. It is not handed back in the next conclude. */
    int (*emit_observation)(struct ts_call *call, const struct ts_observation *observation);

    /* check.conclude: the stored documents, sorted by touchpoint and locator. 1, 0, -1.
     * What *document_r points to lives until the next call. */
    int (*next_document)(struct ts_call *call, struct ts_stored_document *document_r);

    /* check.suggest: best first */
    int (*emit_suggestion)(struct ts_call *call, struct ts_str text);

    /* reader.read: a name that a fragment can lead to (an id, an a's name). Since minor 2. */
    int (*emit_anchor)(struct ts_call *call, struct ts_str name);

    /* check.language, inspect_block: memory of the block at hand, shared by all checks, so that
     * what several of them need of a block (its words) is made once. The first to ask for a name
     * gets it zeroed, the others as it was left; it lives until all have judged the block. The name
     * says which layout lies there and carries its version. name NULL: a piece of its own, zeroed,
     * for what the named one points to. NULL where nothing is at hand, or if the name has another
     * size: do without it then. Since minor 4.
     * reader.read, check.inspect: memory of the document at hand in the same way, shared by its
     * reader and its checks (the pixels of a picture). Since minor 8. */
    void *(*share)(struct ts_call *call, const char *name, size_t size);

    /* check.inspect, conclude: what could not be judged, and why, said as run/unchecked at that
     * place (in conclude it names touchpoint and locator); what was judged stands. Since minor 6.
     */
    int (*emit_unchecked)(struct ts_call *call, const struct ts_place *place, struct ts_str reason);
};

/* Handed to every callback; the host's own record follows it in memory. */
struct ts_call {
    const struct ts_host *host;
};

#define TS_HAS(call, service) \
    ((call)->host->size >= offsetof(struct ts_host, service) + sizeof((call)->host->service))

/* ---- opening --------------------------------------------------------------------------------- */

struct ts_file {
    struct ts_str path;  /* as it stands, absolute, in the options or the brand book */
    struct ts_str bytes; /* its content */
};

/* TS_OPEN_CONCLUDE: nothing but conclude and close will be called, since nothing was read: what
 * only inspecting needs (dictionaries) may stay closed. Since minor 4. */
enum ts_open_flags { TS_OPEN_CONCLUDE = 1 };
struct ts_open {
    uint32_t size;
    uint32_t flags;                /* enum ts_open_flags */
    struct ts_str touchpoint;      /* of a source; else empty */
    const struct ts_node *options; /* map: all options of the plugin's table that have a value */
    const struct ts_node *brand;   /* map: name, languages, country and the declared sections */
    struct ts_list files;          /* struct ts_file: the files that the brand sections name */
    struct ts_str blob;            /* what prepare returned; else empty */
};

/* ---- source ---------------------------------------------------------------------------------- */

/* TS_WANT_STATUS: is it there? Asked for what resolve gave as 2, with as little traffic as can be.
 * Answered TS_REACHED, TS_VANISHED, TS_REDIRECTED, TS_REFUSED or TS_FAILED. */
enum ts_want { TS_WANT_BYTES = 0, TS_WANT_STATUS = 1 };

/* The first request of each instance has the empty locator: it asks what there is. The source
 * answers it TS_LISTED with the locators it starts from, or fails it. */
struct ts_request {
    uint32_t size;
    uint32_t depth; /* links from a start locator */
    uint32_t hops;  /* redirects that led here */
    uint32_t want;  /* enum ts_want */
    uint64_t id;
    struct ts_str locator;
    struct ts_str etag, last_modified; /* from the answer before, for a conditional request */
};

enum ts_answer_status {
    TS_FETCHED = 1,      /* bytes and media_type are set */
    TS_NOT_MODIFIED = 2, /* as at the time of etag / last_modified */
    TS_REDIRECTED = 3,   /* target is set */
    TS_REFUSED = 4,      /* by rule: cause and reason say which */
    TS_FAILED = 5,       /* reason says why; is_retryable */
    TS_VANISHED = 6,     /* gone: 404, 410, deleted */
    TS_LISTED = 7,       /* no document; found is set */
    TS_REACHED = 8       /* it is there: the answer to TS_WANT_STATUS */
};
enum ts_answer_flags { TS_ANSWER_NOFOLLOW = 1 /* X-Robots-Tag: its links are not followed */ };
enum ts_cause {
    TS_CAUSE_OTHER = 0,
    TS_CAUSE_ROBOTS = 1,  /* counts as skipped, said as run/robots */
    TS_CAUSE_SCOPE = 2,   /* counts as skipped */
    TS_CAUSE_TRAP = 3,    /* counts as skipped, said as run/trap */
    TS_CAUSE_ADDRESS = 4, /* an address that may not be reached */
    TS_CAUSE_LIMIT = 5,   /* size, time */
    TS_CAUSE_MEDIA = 6    /* not a kind of file that is read: counts as skipped */
};

struct ts_found {
    struct ts_str locator;
    uint32_t purpose; /* enum ts_link_purpose: PAGE a start, ALTERNATE a page, MAP a list of them */
    uint32_t reserved;
};

struct ts_answer {
    uint32_t size;
    uint32_t status; /* enum ts_answer_status */
    uint32_t cause;  /* enum ts_cause */
    uint32_t is_retryable;
    uint64_t id; /* of the request */
    struct ts_str reason;
    struct ts_str target;
    struct ts_str media_type, charset, language, name;
    struct ts_str etag, last_modified;
    struct ts_str bytes;
    struct ts_list headers; /* struct ts_pair */
    struct ts_list found;   /* struct ts_found; allowed with every status */
    uint32_t flags;         /* enum ts_answer_flags; since minor 2 */
    uint32_t reserved;
};

/* Runs in a process of its own, one a plugin, with the network or the paths the user granted. */
struct ts_source_ops {
    uint32_t size;
    uint32_t reserved;

    /* [source process, once, first] What all instances share (a connection pool, the rate a host
     * bears). Optional. -1: every touchpoint with this source is UNCHECKED. */
    int (*start)(struct ts_call *call, void **shared_r);

    /* [source process] One instance a touchpoint. -1: that touchpoint is UNCHECKED. */
    int (*open)(struct ts_call *call, void *shared, const struct ts_open *open, void **self_r);

    /* [after open] Takes one request; the host feeds at most 64 unanswered ones to an instance.
     * NULL = no more will come. Copies what it keeps. */
    int (*feed)(struct ts_call *call, void *self, const struct ts_request *request);

    /* [after open] 1: *answer_r is filled. 2: nothing now. 0: all fed was answered and feeding has
     * ended. -1: broken; what is unanswered is UNCHECKED. Must not block. */
    int (*next)(struct ts_call *call, void *self, struct ts_answer *answer_r);

    /* [between calls of next] Waits until something may be ready, fd becomes readable or msec have
     * passed. Optional: without it the host waits on fd alone. */
    void (*wait)(struct ts_call *call, void *shared, int32_t fd, uint32_t msec);

    void (*close)(struct ts_call *call, void *self);
    void (*stop)(struct ts_call *call, void *shared);

    /* [sealed worker] Which links to follow: pure functions of the options. scope_open parses them
     * once; resolve turns a reference found in a document (base = its base or locator) into the
     * locator to be fed: 1 = in scope, *locator_r set (lives until the next call); 2 = outside, but
     * it may be asked whether it is there (TS_WANT_STATUS), *locator_r set; 0 = not to be followed;
     * -1 = not a valid reference. All three or none; none = links are not followed. */
    int (*scope_open)(struct ts_call *call, const struct ts_open *open, void **scope_r);
    int (*resolve)(struct ts_call *call, void *scope, struct ts_str base, struct ts_str reference,
                   uint32_t purpose, struct ts_str *locator_r);
    void (*scope_close)(struct ts_call *call, void *scope);
};

/* ---- reader ---------------------------------------------------------------------------------- */

struct ts_reader_ops {
    uint32_t size;
    uint32_t reserved;

    /* "text/html", "application/xhtml+xml"; const char * items. */
    struct ts_list media_types;

    /* [sealed worker] Optional: does this reader know these bytes, if the media type is missing or
     * general (application/octet-stream, text/plain, application/xml, text/xml, application/zip)?
     * Returns the media type, or NULL. One that is not general wins over one that is. */
    const char *(*sniff)(struct ts_str bytes);

    int (*open)(struct ts_call *call, const struct ts_open *open, void **self_r); /* optional */

    /* [sealed worker] Makes one document of one resource with the emit services. -1: UNCHECKED with
     * the reason; what was emitted is dropped. */
    int (*read)(struct ts_call *call, void *self, const struct ts_resource *resource);

    void (*close)(struct ts_call *call, void *self); /* optional */
};

/* ---- check ----------------------------------------------------------------------------------- */

#define TS_LANGUAGE_OTHER "und" /* BCP 47: undetermined */
struct ts_check_ops {
    uint32_t size;
    uint32_t reserved;

    /* [sealed child of its own] Optional: costly work on the user's files (open->files), done once
     * and kept. *blob_r (from alloc) comes back as open->blob. */
    int (*prepare)(struct ts_call *call, const struct ts_open *open, struct ts_str *blob_r);

    /* [zygote, not sealed] May read declared files; starts no thread, keeps no descriptor open, and
     * is inherited by every worker. Optional: no state. -1: this check is UNCHECKED everywhere. */
    int (*open)(struct ts_call *call, const struct ts_open *open, void **self_r);

    /* [sealed worker] A pure function of the block's text, role, language and spans, the document's
     * kinds and the configuration: the host remembers what it said for the same block. where and
     * marks are empty here; places name block 0. Optional. */
    int (*inspect_block)(struct ts_call *call, void *self, const struct ts_block *block,
                         struct ts_list kinds);

    /* [sealed worker] Sees one whole document, after its blocks, and keeps nothing. Optional. */
    int (*inspect)(struct ts_call *call, void *self, const struct ts_document *document);

    /* [sealed worker, once, after all documents] Compares the stored observations of all
     * touchpoints (struct ts_touchpoint), through next_document. Places name touchpoint and
     * locator. Optional. -1: the rules of this check are UNCHECKED. */
    int (*conclude)(struct ts_call *call, void *self, struct ts_list touchpoints);

    /* [sealed worker, when printing] What to write instead, best first, with emit_suggestion.
     * May be slow; the host gives it a budget. Optional. */
    int (*suggest)(struct ts_call *call, void *self, struct ts_str rule, struct ts_str actual,
                   struct ts_str language);

    void (*close)(struct ts_call *call, void *self); /* optional */

    /* [sealed worker, before the checks see a block] Optional: which language a block is written
     * in. block->language is what was declared, or empty. *language_r (lives until the next call)
     * is a tag of the brand's languages, TS_LANGUAGE_OTHER if it is none of them, or empty: as
     * declared, or too little to say. All checks then see that in block->language, and the document
     * gets the language of most of its text. A pure function like inspect_block. One check names
     * languages: the first that offers it; it is opened though it judges no touchpoint. -1: as
     * declared. Since minor 4. */
    int (*language)(struct ts_call *call, void *self, const struct ts_block *block,
                    struct ts_str *language_r);
};

/* ---- the plugin ------------------------------------------------------------------------------ */

enum ts_kind { TS_SOURCE = 1, TS_READER = 2, TS_CHECK = 3 };
/* The first three: of open and of a source. TS_NEED_LINKS: of a check whose conclude looks at what
 * became of links. TS_NEED_LANGUAGE: of a check that judges by language: the check that names
 * languages is opened though no touchpoint uses it; since minor 4. */
enum ts_needs {
    TS_NEED_NETWORK = 1,
    TS_NEED_READ = 2,
    TS_NEED_EXEC = 4,
    TS_NEED_LINKS = 8,
    TS_NEED_LANGUAGE = 16,
    TS_NEED_PICTURES = 32 /* of a check that judges pictures: where it is used they are fetched,
                             taken out of what holds them and shown to it; since minor 6 */
};

struct ts_plugin {
    uint32_t size;
    uint32_t abi_major, abi_minor;
    uint32_t kind;  /* enum ts_kind */
    uint32_t needs; /* enum ts_needs */
    uint32_t reserved;
    const char *name;       /* [a-z][a-z0-9-]*, unique for its kind */
    const char *version;    /* moves whenever verdicts may change */
    const char *summary;    /* one sentence */
    const char *license;    /* SPDX */
    struct ts_list options; /* struct ts_option_def */
    struct ts_list rules;   /* struct ts_rule_def, of a check */
    /* const char *, of a check: "promise", "spelling": it is opened if the brand book has one of
     * them. "identity?": handed over if it is there, but judged by another check; since minor 3. */
    struct ts_list brand_sections;

    /* [zygote, not sealed, before open] Optional: touch what the libraries load lazily (character
     * set tables, locale data), since a sealed process can open no file. */
    int (*warm)(struct ts_call *call);

    const struct ts_source_ops *source; /* exactly the one of its kind is set */
    const struct ts_reader_ops *reader;
    const struct ts_check_ops *check;
};

extern TS_EXPORT const struct ts_plugin touchstone_plugin_0;

#define TS_PLUGIN_HEAD \
    .size = sizeof(struct ts_plugin), .abi_major = TS_ABI_MAJOR, .abi_minor = TS_ABI_MINOR

/* ---- conveniences, all inline: nothing here is a host symbol --------------------------------- */

#define TS_LIST_OF(array)                                                                     \
    {                                                                                         \
        (array), (uint32_t)(sizeof(array) / sizeof((array)[0])), (uint32_t)sizeof((array)[0]) \
    }

static inline struct ts_str ts_text(const char *text)
{
    struct ts_str view = {text, text ? strlen(text) : 0};
    return view;
}

static inline struct ts_str ts_bytes(const void *ptr, size_t len)
{
    struct ts_str view = {(const char *)ptr, len};
    return view;
}

static inline int ts_equal(struct ts_str a, struct ts_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static inline int ts_is(struct ts_str a, const char *text)
{
    return ts_equal(a, ts_text(text));
}

static inline const void *ts_item(struct ts_list list, uint32_t index)
{
    return (const char *)list.items + (size_t)index * list.stride;
}

static inline struct ts_list ts_one(const void *item, size_t size)
{
    struct ts_list list = {item, 1, (uint32_t)size};
    return list;
}

/* The child of a map by its key; NULL if node is NULL, no map, or has no such key. */
static inline const struct ts_node *ts_get(const struct ts_node *node, const char *key)
{
    uint32_t i;
    if (!node || node->kind != TS_NODE_MAP) {
        return NULL;
    }
    for (i = 0; i < node->children.count; i++) {
        const struct ts_node *child = (const struct ts_node *)ts_item(node->children, i);
        if (ts_is(child->key, key)) {
            return child;
        }
    }
    return NULL;
}

/* The text of a map's child; empty if there is none. */
static inline struct ts_str ts_get_text(const struct ts_node *node, const char *key)
{
    const struct ts_node *child = ts_get(node, key);
    return child && child->kind == TS_NODE_TEXT ? child->text : ts_text(NULL);
}

/* The whole number of a map's child, or fallback. */
static inline uint64_t ts_get_number(const struct ts_node *node, const char *key, uint64_t fallback)
{
    struct ts_str text = ts_get_text(node, key);
    uint64_t number = 0;
    size_t i;
    if (text.len == 0 || text.len > 18) {
        return fallback;
    }
    for (i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9') {
            return fallback;
        }
        number = number * 10 + (uint64_t)(text.ptr[i] - '0');
    }
    return number;
}

static inline int ts_get_bool(const struct ts_node *node, const char *key, int fallback)
{
    struct ts_str text = ts_get_text(node, key);
    return text.len ? ts_is(text, "true") : fallback;
}

/* return ts_fail(call, "why"); */
static inline int ts_fail(struct ts_call *call, const char *why)
{
    return call->host->fail(call, TS_FAIL, ts_text(why));
}

/* Reports one place inside a block. */
static inline int ts_report(struct ts_call *call, const char *rule, uint32_t block, size_t offset,
                            size_t length, struct ts_str expected, struct ts_str actual)
{
    struct ts_place place;
    struct ts_finding finding;
    memset(&place, 0, sizeof place);
    memset(&finding, 0, sizeof finding);
    place.block = block;
    place.offset = (uint32_t)offset;
    place.length = (uint32_t)length;
    finding.size = (uint32_t)sizeof finding;
    finding.rule = ts_text(rule);
    finding.expected = expected;
    finding.actual = actual;
    finding.places = ts_one(&place, sizeof place);
    return call->host->emit_finding(call, &finding);
}

#ifdef __cplusplus
}
#endif

#endif
