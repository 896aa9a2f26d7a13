/* Says when the events of calendars happen, as libical reads them: lines of fields between tabs.
 *
 * expand FIRST LAST FILE...: seconds since 1970 that bound what repeats, and calendars.
 * file | error <text> | event <uid> <recurrence-id> <start> <end> <status> <summary> <place> <text>
 * Overrides are told like events; which date they replace is for the reader to say.
 */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void tell(const char *text)
{
    putchar('\t');
    for (; text && *text; text++) {
        switch (*text) {
        case '\n': fputs("\\n", stdout); break;
        case '\t': fputs("\\t", stdout); break;
        case '\\': fputs("\\\\", stdout); break;
        default: putchar(*text);
        }
    }
}

/* A day as it is written, a moment in UTC by the zone that the file itself describes. */
static void tell_time(struct icaltimetype time)
{
    if (!time.is_date)
        time = icaltime_convert_to_zone(time, icaltimezone_get_utc_timezone());
    tell(icaltime_as_ical_string(time));
}

static void tell_event(icalcomponent *event, struct icaltimetype start, struct icaltimetype end)
{
    icalproperty *original = icalcomponent_get_first_property(event, ICAL_RECURRENCEID_PROPERTY);

    fputs("event", stdout);
    tell(icalcomponent_get_uid(event));
    if (original)
        tell_time(icalproperty_get_datetime_with_component(original, event));
    else
        tell("");
    tell_time(start);
    tell_time(end);
    tell(icalproperty_status_to_string(icalcomponent_get_status(event)));
    tell(icalcomponent_get_summary(event));
    tell(icalcomponent_get_location(event));
    tell(icalcomponent_get_description(event));
    putchar('\n');
}

static void tell_span(icalcomponent *event, struct icaltime_span *span, void *unused)
{
    int is_date = icalcomponent_get_dtstart(event).is_date;
    icaltimezone *utc = icaltimezone_get_utc_timezone();

    (void)unused;
    tell_event(event, icaltime_from_timet_with_zone(span->start, is_date, utc),
               icaltime_from_timet_with_zone(span->end, is_date, utc));
}

static void tell_errors(icalcomponent *part)
{
    icalproperty *error;
    icalcomponent *inner;

    for (error = icalcomponent_get_first_property(part, ICAL_XLICERROR_PROPERTY); error;
         error = icalcomponent_get_next_property(part, ICAL_XLICERROR_PROPERTY)) {
        fputs("error", stdout);
        tell(icalcomponent_kind_to_string(icalcomponent_isa(part)));
        tell(icalproperty_get_xlicerror(error));
        putchar('\n');
    }
    for (inner = icalcomponent_get_first_component(part, ICAL_ANY_COMPONENT); inner;
         inner = icalcomponent_get_next_component(part, ICAL_ANY_COMPONENT))
        tell_errors(inner);
}

static char *contents(const char *path)
{
    FILE *file = fopen(path, "rb");
    long size;
    char *text;

    if (!file || fseek(file, 0, SEEK_END) || (size = ftell(file)) < 0)
        return NULL;
    rewind(file);
    text = calloc(1, (size_t)size + 1);
    if (text && fread(text, 1, (size_t)size, file) != (size_t)size)
        text[0] = '\0';
    fclose(file);
    return text;
}

int main(int count, char **words)
{
    icaltimezone *utc = icaltimezone_get_utc_timezone();

    for (int number = 3; number < count; number++) {
        char *text = contents(words[number]);
        icalcomponent *calendar = text ? icalparser_parse_string(text) : NULL, *event;

        puts("file");
        if (!calendar) {
            puts("error\t\tThis is no calendar.");
            continue;
        }
        icalrestriction_check(calendar);
        tell_errors(calendar);
        for (event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT); event;
             event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
            if (icalcomponent_get_first_property(event, ICAL_RRULE_PROPERTY))
                icalcomponent_foreach_recurrence(
                    event, icaltime_from_timet_with_zone(atol(words[1]), 0, utc),
                    icaltime_from_timet_with_zone(atol(words[2]), 0, utc), tell_span, NULL);
            else
                tell_event(event, icalcomponent_get_dtstart(event), icalcomponent_get_dtend(event));
        }
        icalcomponent_free(calendar);
        free(text);
    }
    return 0;
}
