/* SPDX-License-Identifier: MIT
 *
 * What is asked of a server of warm workers, and what it answers: one request and one reply a
 * connection, each a frame (process/channel.h). Views live as long as the frame.
 */
#ifndef CORE_SERVE_MESSAGE_H
#define CORE_SERVE_MESSAGE_H

#include "core/process/wire.h"
#include "core/run/engine.h"

enum serve_message { SERVE_SCAN = 100, SERVE_REPLY };

#define SERVE_RESOURCES 1000u /* of one request */
#define SERVE_REPORTS 16u     /* likewise */

/* A report as the client wants it: struct report_options, and which. */
struct serve_report {
    struct ts_str format; /* "term" */
    guint32 has_color, width, has_observations, is_new_only, verbosity;
};

struct serve_request {
    struct ts_str as;       /* a touchpoint of the server's plan; empty: none */
    struct ts_str as_of;    /* YYYY-MM-DD */
    struct ts_str language; /* of reports and messages */
    guint32 fail_on;        /* enum ts_severity, 0 = never */
    guint32 is_new_only;
    guint32 is_outgoing;  /* mails on their way: older mails in them are not judged */
    double max_unchecked; /* percent, < 0 = none */
    GArray *reports;      /* struct serve_report */
    GArray *resources;    /* struct engine_given */
};

struct serve_reply {
    guint32 status;          /* enum exit_status */
    struct ts_str complaint; /* why there are no reports, or empty */
    struct ts_str verdict;   /* for people, in lines */
    struct ts_str basis;     /* what it judged by: equal while configuration and files are */
    GArray *reports;         /* struct ts_str, as the request's */
};

void serve_request_init(struct serve_request *request);
void serve_request_finish(struct serve_request *request);
void serve_put_request(GByteArray *out, const struct serve_request *request);
/* 0, or -1: it breaks the rules. Both fill what init made. */
int serve_get_request(struct ts_str payload, struct serve_request *request_r);

void serve_reply_init(struct serve_reply *reply);
void serve_reply_finish(struct serve_reply *reply);
void serve_put_reply(GByteArray *out, const struct serve_reply *reply);
int serve_get_reply(struct ts_str payload, struct serve_reply *reply_r);

#endif
