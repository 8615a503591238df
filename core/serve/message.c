/* SPDX-License-Identifier: MIT
 *
 * Requests and replies in bytes.
 */
#include "core/serve/message.h"

/* ---- requests ---- */

void serve_request_init(struct serve_request *request)
{
    *request = (struct serve_request){
        .reports = g_array_new(FALSE, TRUE, sizeof(struct serve_report)),
        .resources = g_array_new(FALSE, TRUE, sizeof(struct engine_given)),
    };
}

void serve_request_finish(struct serve_request *request)
{
    g_clear_pointer(&request->reports, g_array_unref);
    g_clear_pointer(&request->resources, g_array_unref);
}

static void put_report(GByteArray *out, const struct serve_report *report)
{
    wire_put_str(out, report->format);
    wire_put_u32(out, report->has_color);
    wire_put_u32(out, report->width);
    wire_put_u32(out, report->has_observations);
    wire_put_u32(out, report->is_new_only);
    wire_put_u32(out, report->verbosity);
}

void serve_put_request(GByteArray *out, const struct serve_request *request)
{
    wire_put_str(out, request->as);
    wire_put_str(out, request->as_of);
    wire_put_str(out, request->language);
    wire_put_u32(out, request->fail_on);
    wire_put_u32(out, request->is_new_only);
    wire_put_u32(out, request->is_outgoing);
    wire_put_double(out, request->max_unchecked);
    wire_put_u32(out, request->reports->len);
    for (guint i = 0; i < request->reports->len; i++) {
        put_report(out, &g_array_index(request->reports, struct serve_report, i));
    }
    wire_put_u32(out, request->resources->len);
    for (guint i = 0; i < request->resources->len; i++) {
        const struct engine_given *given =
            &g_array_index(request->resources, struct engine_given, i);
        wire_put_str(out, given->locator);
        wire_put_str(out, given->media_type);
        wire_put_str(out, given->bytes);
    }
}

static int get_reports(struct wire_reader *in, GArray *reports_r)
{
    guint32 count = wire_get_u32(in);
    for (guint32 i = 0; i < count && count <= SERVE_REPORTS; i++) {
        struct serve_report report = {.format = wire_get_str(in)};
        report.has_color = wire_get_u32(in);
        report.width = wire_get_u32(in);
        report.has_observations = wire_get_u32(in);
        report.is_new_only = wire_get_u32(in);
        report.verbosity = wire_get_u32(in);
        if (in->is_broken || !wire_is_text(report.format)) {
            return -1;
        }
        g_array_append_val(reports_r, report);
    }
    return count <= SERVE_REPORTS ? 0 : -1;
}

static int get_resources(struct wire_reader *in, GArray *resources_r)
{
    guint32 count = wire_get_u32(in);
    for (guint32 i = 0; i < count && count <= SERVE_RESOURCES; i++) {
        struct engine_given given = {.locator = wire_get_str(in)};
        given.media_type = wire_get_str(in);
        given.bytes = wire_get_str(in);
        if (in->is_broken || !wire_is_text(given.locator) || !wire_is_text(given.media_type) ||
            given.locator.len == 0) {
            return -1;
        }
        g_array_append_val(resources_r, given);
    }
    return count > 0 && count <= SERVE_RESOURCES ? 0 : -1;
}

int serve_get_request(struct ts_str payload, struct serve_request *request_r)
{
    struct wire_reader in = wire_reader(payload.ptr, payload.len);
    request_r->as = wire_get_str(&in);
    request_r->as_of = wire_get_str(&in);
    request_r->language = wire_get_str(&in);
    request_r->fail_on = wire_get_u32(&in);
    request_r->is_new_only = wire_get_u32(&in);
    request_r->is_outgoing = wire_get_u32(&in);
    request_r->max_unchecked = wire_get_double(&in);
    if (in.is_broken || !wire_is_text(request_r->as) || !wire_is_text(request_r->as_of) ||
        !wire_is_text(request_r->language) || request_r->fail_on > TS_ERROR) {
        return -1;
    }
    return get_reports(&in, request_r->reports) == 0 &&
                   get_resources(&in, request_r->resources) == 0
               ? 0
               : -1;
}

/* ---- replies ---- */

void serve_reply_init(struct serve_reply *reply)
{
    *reply = (struct serve_reply){.reports = g_array_new(FALSE, TRUE, sizeof(struct ts_str))};
}

void serve_reply_finish(struct serve_reply *reply)
{
    g_clear_pointer(&reply->reports, g_array_unref);
}

void serve_put_reply(GByteArray *out, const struct serve_reply *reply)
{
    wire_put_u32(out, reply->status);
    wire_put_str(out, reply->complaint);
    wire_put_str(out, reply->verdict);
    wire_put_str(out, reply->basis);
    wire_put_u32(out, reply->reports->len);
    for (guint i = 0; i < reply->reports->len; i++) {
        wire_put_str(out, g_array_index(reply->reports, struct ts_str, i));
    }
}

int serve_get_reply(struct ts_str payload, struct serve_reply *reply_r)
{
    struct wire_reader in = wire_reader(payload.ptr, payload.len);
    reply_r->status = wire_get_u32(&in);
    reply_r->complaint = wire_get_str(&in);
    reply_r->verdict = wire_get_str(&in);
    reply_r->basis = wire_get_str(&in);
    guint32 count = wire_get_u32(&in);
    for (guint32 i = 0; i < count && !in.is_broken; i++) {
        struct ts_str report = wire_get_str(&in);
        g_array_append_val(reply_r->reports, report);
    }
    return in.is_broken ? -1 : 0;
}
