/* SPDX-License-Identifier: MIT
 *
 * The messages between coordinator, sources and workers, and the records a worker's answer is made
 * of. Everything decoded is a view into the frame. This is the border: what is decoded keeps the
 * rules (texts are UTF-8, numbers within their enum), or the call says -1.
 */
#ifndef CORE_PROCESS_RECORD_H
#define CORE_PROCESS_RECORD_H

#include "core/process/wire.h"

enum message {
    /* coordinator -> zygote, and back */
    MESSAGE_SPAWN = 1, /* with the worker's end of a socketpair */
    MESSAGE_READY,     /* zygote: what could not be opened */
    MESSAGE_SPAWNED,   /* zygote: the process id of the worker, 0 = it could not be made */
    /* coordinator -> worker */
    MESSAGE_READ,     /* struct job */
    MESSAGE_CONCLUDE, /* check, touchpoints */
    MESSAGE_STORED,   /* a batch of stored documents */
    MESSAGE_SUGGEST,
    /* worker -> coordinator */
    MESSAGE_HELLO,  /* it is sealed */
    MESSAGE_RESULT, /* records */
    MESSAGE_MORE,   /* send the next MESSAGE_STORED */
    /* coordinator -> source process */
    MESSAGE_FEED,     /* instance, struct ts_request */
    MESSAGE_FEED_END, /* instance */
    /* source process -> coordinator */
    MESSAGE_ANSWER, /* instance, struct answer */
    MESSAGE_BROKEN, /* instance, why */
    MESSAGE_ENDED   /* instance: all answered */
};

enum record {
    RECORD_HEAD = 1,
    RECORD_KEPT,
    RECORD_CHILD,
    RECORD_FINDING,
    RECORD_OBSERVATION,
    RECORD_PROBLEM,
    RECORD_SUGGESTION,
    RECORD_PICTURE
};

/* What went wrong, as the host says it in the findings of run/. */
enum problem {
    PROBLEM_UNCHECKED = 1,
    PROBLEM_TRUNCATED,
    PROBLEM_PLUGIN,
    PROBLEM_SKIPPED, /* no finding: the reason of a document that is not read */
    PROBLEM_TRAP,
    PROBLEM_ROBOTS,
    PROBLEM_COVERAGE /* said by the coordinator only */
};

enum job_mode {
    JOB_READ = 0, /* bytes are those of a resource */
    JOB_JUDGE = 1 /* bytes are the packed content of a document that was read before */
};
enum job_flags {
    JOB_KEEPS = 1,   /* its content is kept for another run */
    JOB_NOFOLLOW = 2 /* its links are not followed */
};

/* A resource on its way to a worker. */
struct job {
    guint32 mode;       /* enum job_mode */
    guint32 flags;      /* enum job_flags */
    guint32 source;     /* ordinal in the plan; its scope resolves the links */
    guint32 touchpoint; /* ordinal in the plan */
    guint32 depth;      /* of children inside children */
    guint32 representation;
    struct ts_str locator, media_type, charset, language, name;
    struct ts_str bytes;   /* if the frame brings no descriptor */
    guint64 size;          /* of the bytes, either way */
    struct ts_str checks;  /* guint32 each, of JOB_JUDGE: ordinals of those that judge */
    struct ts_str headers; /* packed: headers_next, of JOB_READ */
};
void job_put(GByteArray *out, const struct job *job);
int job_get(struct ts_str payload, struct job *job_r);

/* A source's answer, with the host's own hash of the bytes. */
struct answer {
    guint32 instance;
    struct ts_answer said; /* found and headers are not decoded into it */
    struct ts_str content_hash;
    struct ts_str headers; /* packed: headers_next */
    guint64 size;          /* of the bytes; said.bytes is empty if the frame brings a descriptor */
    struct wire_reader found;
};
void answer_put(GByteArray *out, guint32 instance, const struct ts_answer *answer,
                const char *content_hash, gboolean has_bytes);
int answer_get(struct ts_str payload, struct answer *answer_r);
/* What a source told of a resource: packed, and one after the other: 1, 0 at the end, -1 broken. */
void headers_put(GByteArray *out, struct ts_list headers); /* struct ts_pair */
int headers_next(struct wire_reader *headers, struct ts_pair *pair_r);
/* Has a source given UTF-8 where texts belong? */
gboolean answer_is_text(const struct ts_answer *answer);
/* 1, 0 at the end, -1 broken. */
int answer_next_found(struct answer *answer, struct ts_found *found_r);

struct record_head {
    struct ts_str title, language, kinds, media_type; /* kinds separated by spaces */
    struct ts_str valid_from, valid_until;            /* YYYY-MM-DD, or empty */
    struct ts_str acceptances;                        /* inline_acceptance.h */
    guint64 text_size;
    guint32 block_count, link_count;
};
/* What is kept of a document (kept.h), packed; the anchors are guint64 each and not packed. */
struct record_kept {
    struct ts_str content, links, anchors; /* content is empty if it need not be kept */
};
struct record_child {
    struct ts_str suffix, media_type, charset, name, content_hash, bytes;
};
struct record_place {
    struct ts_str touchpoint, locator, path, excerpt;
    guint32 line, column, mark_offset, mark_length;
};
struct record_problem {
    guint32 kind;        /* enum problem */
    struct ts_str check; /* the check that could not judge, or empty */
    struct ts_str reason;
    guint32 is_retryable;
    struct record_place place; /* nothing: the document as a whole */
};
/* A picture that a document shows. */
struct record_picture {
    struct ts_str locator; /* resolved; as written if there is a reason why it is not seen */
    struct ts_str reason;
    struct ts_str path, alt;
    guint32 kind, has_alt, width, height, line, column; /* as in struct ts_reference */
    guint32 has_area, x, y, area_width, area_height;
};
struct record_finding {
    guint32 check, severity;
    struct ts_str rule, expected, actual, fingerprint, arguments, numbers; /* the last two: JSON */
    struct ts_str evidence_type, evidence, evidence_id; /* bytes, or an id of what is kept */
    guint32 place_count;
    struct wire_reader places;
};
#define RECORD_OF_HOST G_MAXUINT32 /* as a check: the host itself has seen it */
struct record_observation {
    guint32 check;
    struct ts_str key, value, path, numbers, details; /* the last two: JSON */
    struct ts_str touchpoint, locator;                /* of those of conclude */
    struct ts_str excerpt; /* empty of observations that nobody is shown */
    struct ts_str evidence_type, evidence, evidence_id; /* as of a finding */
    double confidence;
    guint32 line, column, mark_offset, mark_length;
};

void record_put_head(GByteArray *out, const struct record_head *head);
void record_put_kept(GByteArray *out, const struct record_kept *kept);
void record_put_child(GByteArray *out, const struct record_child *child);
void record_put_problem(GByteArray *out, const struct record_problem *problem);
/* places: the encoded bytes of place_count record_put_place. */
void record_put_finding(GByteArray *out, const struct record_finding *finding,
                        const GByteArray *places);
void record_put_place(GByteArray *out, const struct record_place *place);
void record_put_observation(GByteArray *out, const struct record_observation *observation);
void record_put_picture(GByteArray *out, const struct record_picture *picture);
void record_put_suggestion(GByteArray *out, struct ts_str text);

/* The records of an answer one after the other: 1 (type and part set), 0 end, -1 broken. */
int record_next(struct wire_reader *reader, guint8 *type_r, struct wire_reader *part_r);
int record_get_head(struct wire_reader *part, struct record_head *head_r);
int record_get_kept(struct wire_reader *part, struct record_kept *kept_r);
int record_get_child(struct wire_reader *part, struct record_child *child_r);
int record_get_problem(struct wire_reader *part, struct record_problem *problem_r);
int record_get_finding(struct wire_reader *part, struct record_finding *finding_r);
int record_next_place(struct record_finding *finding, struct record_place *place_r);
int record_get_picture(struct wire_reader *part, struct record_picture *picture_r);
int record_get_observation(struct wire_reader *part, struct record_observation *observation_r);

/* Do all records of an answer keep the rules, so that none will be passed over? 0, -1. */
int records_check(struct ts_str records);

#endif
