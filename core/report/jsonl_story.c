/* SPDX-License-Identifier: MIT
 *
 * JSON lines of what the touchpoints tell, what customers said of them, and the ways along them.
 */
#include "core/report/jsonl.h"
#include "core/result/opportunity.h"
#include "core/result/rollout.h"

static int write_story(struct jsonl *writer, const struct result_story *story)
{
    json_t *object = json_object();
    json_object_set_new(object, "type", jsonl_text("story"));
    json_object_set_new(object, "touchpoint", jsonl_text(story->touchpoint));
    json_object_set_new(object, "subject", jsonl_text(story->subject));
    json_object_set_new(object, "state", jsonl_text(story->state));
    json_object_set_new(object, "entry", jsonl_text(story->entry));
    json_object_set_new(object, "words", jsonl_text(story->words));
    json_object_set_new(object, "documents", json_integer(story->documents));
    json_object_set_new(object, "locator", jsonl_text(story->place.locator));
    json_object_set_new(object, "place",
                        jsonl_spot(story->place.line, story->place.column, story->place.where));
    return jsonl_write(writer, object);
}

static int write_stories(struct jsonl *writer)
{
    const GArray *stories = result_stories(writer->result);
    int done = 0;
    for (guint i = 0; done == 0 && i < stories->len; i++) {
        done = write_story(writer, &g_array_index(stories, struct result_story, i));
    }
    return done;
}

static json_t *reasons(const struct result_handoff *handoff)
{
    json_t *array = json_array();
    for (guint i = 0; handoff && i < handoff->reasons->len; i++) {
        const struct result_reason *reason = g_ptr_array_index(handoff->reasons, i);
        json_array_append_new(array, jsonl_text(reason->sentence));
    }
    return array;
}

static int write_handoff(struct jsonl *writer, const struct result_journey *journey, guint step)
{
    const char *from = g_ptr_array_index(journey->steps, step - 1);
    const char *to = g_ptr_array_index(journey->steps, step);
    const struct result_handoff *handoff = result_handoff(writer->result, from, to);
    if (!handoff) {
        return 0; /* one touchpoint twice in a row */
    }
    json_t *object = json_object();
    json_object_set_new(object, "type", jsonl_text("handoff"));
    json_object_set_new(object, "journey", jsonl_text(journey->id));
    json_object_set_new(object, "from", jsonl_text(from));
    json_object_set_new(object, "to", jsonl_text(to));
    json_object_set_new(object, "state", jsonl_text(handoff->state));
    json_object_set_new(object, "reasons", reasons(handoff));
    json_object_set_new(object, "score", jsonl_measured(handoff->rate));
    if (*journey->variant) {
        json_object_set_new(object, "variant", jsonl_text(journey->variant));
    }
    return jsonl_write(writer, object);
}

static int write_opportunities(struct jsonl *writer, const struct result_journey *journey)
{
    g_autoptr(GArray) found = result_opportunities(writer->result, journey);
    int done = 0;
    for (guint i = 0; done == 0 && i < found->len; i++) {
        const struct opportunity *own = &g_array_index(found, struct opportunity, i);
        g_autofree char *sentence = opportunity_say(writer->options->language, own);
        json_t *object = json_object();
        json_object_set_new(object, "type", jsonl_text("opportunity"));
        json_object_set_new(object, "journey", jsonl_text(journey->id));
        json_object_set_new(object, "pattern", jsonl_text(own->pattern));
        json_object_set_new(object, "evidence", jsonl_text(sentence));
        done = jsonl_write(writer, object);
    }
    return done;
}

static int write_feedback(struct jsonl *writer, const struct result_touchpoint *touchpoint)
{
    const struct satisfaction *said = &touchpoint->satisfaction;
    const char *quadrant = satisfaction_quadrant(touchpoint->score, said->index);
    if (said->index < 0 && touchpoint->dropoff < 0 && touchpoint->said_importance < 0) {
        return 0;
    }
    json_t *object = json_object();
    json_object_set_new(object, "type", jsonl_text("feedback"));
    json_object_set_new(object, "touchpoint", jsonl_text(touchpoint->id));
    json_object_set_new(object, "satisfaction", jsonl_measured(said->index));
    json_object_set_new(object, "trend", said->has_trend ? json_real(said->trend) : json_null());
    json_object_set_new(object, "competitors", jsonl_measured(said->rival));
    json_object_set_new(object, "dropoff", jsonl_measured(touchpoint->dropoff));
    json_object_set_new(object, "importance", jsonl_measured(touchpoint->said_importance));
    json_object_set_new(object, "quadrant", quadrant ? jsonl_text(quadrant) : json_null());
    return jsonl_write(writer, object);
}

static int write_feedbacks(struct jsonl *writer)
{
    const GArray *touchpoints = result_touchpoints(writer->result);
    int done = 0;
    for (guint i = 0; done == 0 && i < touchpoints->len; i++) {
        done = write_feedback(writer, &g_array_index(touchpoints, struct result_touchpoint, i));
    }
    return done;
}

static int write_journey(struct jsonl *writer, const struct result_journey *journey)
{
    json_t *object = json_object();
    int done = 0;
    for (guint i = 1; done == 0 && i < journey->steps->len; i++) {
        done = write_handoff(writer, journey, i);
    }
    json_object_set_new(object, "type", jsonl_text("journey"));
    json_object_set_new(object, "id", jsonl_text(journey->id));
    json_object_set_new(object, "score", jsonl_measured(journey->chance));
    json_object_set_new(object, "touchpoint_mean", jsonl_measured(journey->mean));
    json_object_set_new(object, "weakest",
                        journey->weakest ? jsonl_text(journey->weakest) : json_null());
    json_object_set_new(object, "complete", json_boolean(journey->is_complete));
    json_object_set_new(object, "name", jsonl_text(journey->name));
    json_object_set_new(object, "steps", jsonl_texts(journey->steps));
    json_object_set_new(object, "moments", json_integer(journey->moments));
    if (*journey->variant) {
        json_object_set_new(object, "variant", jsonl_text(journey->variant));
    }
    done = done == 0 ? jsonl_write(writer, object) : (json_decref(object), done);
    return done == 0 && !*journey->variant ? write_opportunities(writer, journey) : done;
}

static int write_journeys(struct jsonl *writer)
{
    const GArray *journeys = result_journeys(writer->result);
    int done = 0;
    for (guint i = 0; done == 0 && i < journeys->len; i++) {
        done = write_journey(writer, &g_array_index(journeys, struct result_journey, i));
    }
    return done;
}

json_t *jsonl_rollout(const struct rollout_row *row)
{
    json_t *object = json_object();
    json_object_set_new(object, "type", jsonl_text("rollout"));
    json_object_set_new(object, "id", jsonl_text(row->rollout));
    json_object_set_new(object, "touchpoint", jsonl_text(row->touchpoint));
    json_object_set_new(object, "state", jsonl_text(row->state));
    json_object_set_new(object, "old", json_integer(row->old));
    json_object_set_new(object, "new", json_integer(row->new));
    json_object_set_new(object, "due", jsonl_text(*row->due ? row->due : NULL));
    json_object_set_new(object, "late", json_boolean(row->is_late));
    json_object_set_new(object, "name", jsonl_text(row->name));
    json_object_set_new(object, "switch", jsonl_text(row->begins));
    json_object_set_new(object, "overdue", json_integer(row->overdue));
    json_object_set_new(object, "early", json_boolean(row->is_early));
    json_object_set_new(object, "returned", json_boolean(row->is_returned));
    return object;
}

static int write_rollouts(struct jsonl *writer)
{
    const GArray *rows = result_rollouts(writer->result);
    int done = 0;
    for (guint i = 0; done == 0 && i < rows->len; i++) {
        done = jsonl_write(writer, jsonl_rollout(&g_array_index(rows, struct rollout_row, i)));
    }
    return done;
}

int jsonl_story(struct jsonl *writer)
{
    int done = write_stories(writer);
    if (done == 0) {
        done = write_feedbacks(writer);
    }
    if (done == 0) {
        done = write_journeys(writer);
    }
    return done == 0 ? write_rollouts(writer) : done;
}
