/* SPDX-License-Identifier: MIT
 *
 * The words of English that tell quantities, and what is said of them. Folded, without accents.
 */
#include "plugins/check-facts/text.h"

#define DAYS_OF_WORK 0x1f
#define WEEKEND 0x60
#define WEEK 0x7f

const struct lexeme lexicon_en[] = {
    {MARK_ARTICLE, 1, NULL, "a|an"},
    {MARK_HALF, 1, NULL, "half|half a|half an"},
    {MARK_UNIT, UNIT_MINUTE + 100, NULL, "minute|minutes|min|mins|minute's|minutes'"},
    {MARK_UNIT, UNIT_HOUR + 100, NULL, "hour|hours|hr|hrs|h|hour's|hours'"},
    {MARK_UNIT, UNIT_DAY + 100, NULL, "day|days|calendar day|calendar days|day's|days'|nights"},
    {MARK_UNIT, UNIT_WORKDAY + 100, NULL,
     "working day|working days|business day|business days|workday|workdays|weekday|weekdays|"
     "working day's"},
    {MARK_UNIT, UNIT_WEEK + 100, NULL, "week|weeks|wk|wks|week's|weeks'"},
    {MARK_UNIT, UNIT_WEEK + 200, NULL, "fortnight"},
    {MARK_UNIT, UNIT_MONTH + 100, NULL, "month|months|month's|months'|calendar month|mo|mos"},
    {MARK_UNIT, UNIT_YEAR + 100, NULL, "year|years|yr|yrs|year's|years'"},
    {MARK_FILLER, 0, NULL, "full|whole|consecutive|extra|straight|more|further|free"},
    {MARK_MOST, 0, NULL,
     "within|in under|under|up to|at most|at the latest|no later than|not later than|no more than|"
     "not more than|maximum|maximum of|max|less than|a maximum of|no longer than|inside"},
    {MARK_LEAST, 0, NULL,
     "from|at least|over|above|minimum|minimum of|a minimum of|more than|starting at|or over|"
     "exceeding|of at least|worth"},
    {MARK_TO, 0, NULL, "to|or|through|and up to|up to"},
    {MARK_BETWEEN, 0, NULL, "between"},
    {MARK_AND, 0, NULL, "and|&"},
    {MARK_BREAK, 0, NULL, "but|however|whereas|while|although|except|unless|if|when|so|because"},
    {MARK_HARMLESS, 0, NULL,
     "unlike before|not happy|not satisfied|not completely satisfied|not entirely happy|not "
     "completely happy|"
     "not fully satisfied|not quite right|not right|not sure|not what|no questions|no quibble|"
     "no hassle|no worries|no fuss|no problem|not only|not just|no later than|not later than|"
     "no more than|not more than|no longer than|don't like|doesn't fit|didn't work|not love|"
     "don't love|doesn't suit|no delivery charge|no shipping charge|no shipping costs|"
     "no shipping fee|no extra cost|not in stock|out of stock|no need|no reason|no obligation|"
     "not to your liking|don't worry|not at home|not in|not as described|not as expected|"
     "would like|would rather|isn't right|isn't quite right|changed your mind|no postage|no "
     "charge|no fee|not delighted|"
     "no strings|not perfect|don't want|not home|not the right"},
    {MARK_NEGATION, 0, NULL,
     "not|no|never|don't|doesn't|isn't|aren't|won't|cannot|can't|didn't|wasn't|weren't|couldn't|"
     "wouldn't|haven't|hasn't|no longer|nor|neither|shouldn't"},
    {MARK_WITHOUT, 0, NULL, "excluding|excl|exclusive of|without|plus"},
    {MARK_BLOCK, 1, NULL,
     "was|were|had|took|it arrived|i got|we got|i received|lasted|would|did|might|could"},
    {MARK_BLOCK, 0, NULL,
     "used to|last year|last month|last week|old terms|in "
     "business|founded|established|celebrat*|the law|no longer applies|no "
     "longer valid|previously|formerly|e.g|eg|for example|for instance|"
     "on average|average|averages|averaged|upgrade*|statutory|legally|by law|legal|competitor*|"
     "most ... stores|most ... shops|most ... retailers|other shops|other stores|others|"
     "other retailers|elsewhere|in the past|imagine|suppose|delay*|"
     "sometimes|years ago|back then|historically|until recently|most companies|some webshops|some "
     "stores|many shops|many stores|most shops|most stores|"
     "many webshops|"
     "some shops"},
    {MARK_BLOCKED, 0, NULL,
     "ago|shorter|longer|of users|of the users|of customers|of our customers|of people|old|older|a "
     "day|a week|a "
     "month|a year|per day|per week|per month|per year|later|earlier|"
     "of experience|experience|of age|and older|and over|each week|each day|every week|"
     "in business|in a row|of history|running|early|each year|an hour"},
    {MARK_AGE, 1, NULL, "already"},
    {MARK_AGE, 2, NULL, "after"},
    {MARK_AGE, 0, NULL,
     "since|last|past|shorter than|longer than|older than|instead of|rather than|the last|the "
     "past|every|for over|for more "
     "than|another|first|"
     "the first|each|the next"},
    {MARK_DAY, 0, NULL, "monday|mondays|mon"},
    {MARK_DAY, 1, NULL, "tuesday|tuesdays|tue|tues"},
    {MARK_DAY, 2, NULL, "wednesday|wednesdays|wed|weds"},
    {MARK_DAY, 3, NULL, "thursday|thursdays|thu|thur|thurs"},
    {MARK_DAY, 4, NULL, "friday|fridays|fri"},
    {MARK_DAY, 5, NULL, "saturday|saturdays|sat"},
    {MARK_DAY, 6, NULL, "sunday|sundays|sun"},
    {MARK_DAYS, DAYS_OF_WORK, NULL,
     "weekday|weekdays|working days|working day|workdays|business days|during the week"},
    {MARK_DAYS, WEEKEND, NULL, "weekend|weekends|at the weekend"},
    {MARK_DAYS, WEEK, NULL,
     "daily|every day|7 days a week|seven days a week|all week|each day|all days"},
    {MARK_DAYS, 0, NULL, "public holidays|bank holidays|holidays|bank holiday mondays"},
    {MARK_THROUGH, 0, NULL, "to|through|thru|until|till|till|up to"},
    {MARK_CLOSED, 0, NULL, "closed"},
    {MARK_ALWAYS, 0, NULL, "day and night|around the clock|24 hours a day|round the clock"},
    {MARK_OCLOCK, 0, NULL, "o'clock|hrs|hours|h"},
    {MARK_CLOCK_HALF, 30, NULL, "half past|half"},
    {MARK_CLOCK_QUARTER, 15, NULL, "quarter past|a quarter past"},
    {MARK_CLOCK_QUARTER, -15, NULL, "quarter to|a quarter to"},
    {MARK_NOON, 12, NULL, "noon|midday|12 noon"},
    {MARK_NOON, 24, NULL, "midnight"},
    {MARK_CLOCK_BEFORE, 0, NULL, "before|by|at|until|till|after|from|around"},
    {MARK_MONTH, 1, NULL, "january|jan"},
    {MARK_MONTH, 2, NULL, "february|feb"},
    {MARK_MONTH, 3, NULL, "march|mar"},
    {MARK_MONTH, 4, NULL, "april|apr"},
    {MARK_MONTH, 5, NULL, "may"},
    {MARK_MONTH, 6, NULL, "june|jun"},
    {MARK_MONTH, 7, NULL, "july|jul"},
    {MARK_MONTH, 8, NULL, "august|aug"},
    {MARK_MONTH, 9, NULL, "september|sep|sept"},
    {MARK_MONTH, 10, NULL, "october|oct"},
    {MARK_MONTH, 11, NULL, "november|nov"},
    {MARK_MONTH, 12, NULL, "december|dec"},
    {MARK_CURRENCY, 0, "GBP", "pound|pounds|pounds sterling"},
    {MARK_CURRENCY, 0, "USD", "dollar|dollars"},
    {MARK_PERCENT, 0, NULL, "percent|per cent|pct"},
    {MARK_ORDER, 0, NULL,
     "order|orders|ordered|ordering|placed|buy|bought|paid|purchase|purchased"},
    {MARK_TODAY, 0, NULL, "today"},
    {MARK_TOMORROW, 0, NULL, "today|tonight|this evening"},
    {MARK_TOMORROW, 1, NULL, "tomorrow"},
    {MARK_TOMORROW, 2, NULL, "day after tomorrow"},
    {MARK_TOMORROW, 101, NULL, "next day|following day|day after|overnight"},
    {MARK_TOMORROW, 111, NULL,
     "next working day|next business day|following working day|following business day|"
     "next weekday|next workday"},
    {MARK_TOMORROW, 100, NULL, "same day|same-day"},
    {MARK_COUNTRY, 0, "NL", "netherlands|holland|dutch"},
    {MARK_COUNTRY, 0, "BE", "belgium|belgian"},
    {MARK_COUNTRY, 0, "DE", "germany|german"},
    {MARK_COUNTRY, 0, "FR", "france|french"},
    {MARK_COUNTRY, 0, "LU", "luxembourg"},
    {MARK_COUNTRY, 0, "GB",
     "uk|united kingdom|great britain|britain|england|mainland uk|uk mainland"},
    {MARK_COUNTRY, 0, "IE", "ireland|republic of ireland"},
    {MARK_COUNTRY, 0, "US", "usa|united states"},
    {MARK_COUNTRY, 0, "AT", "austria"},
    {MARK_COUNTRY, 0, "ES", "spain"},
    {MARK_COUNTRY, 0, "IT", "italy"},
    {MARK_COUNTRY, 0, "CH", "switzerland"},
    {MARK_COUNTRY, 0, "EU", "europe|european|european union"},
    {MARK_COUNTRY, 0, "islands",
     "islands|highlands|northern ireland|channel islands|offshore|wadden islands"},
    {MARK_COUNTRY, 0, "abroad",
     "abroad|international*|overseas|worldwide|other countries|rest of the world|"
     "outside the netherlands|outside the uk|outside the eu|outside the country|outside europe"},
    {MARK_CHANNEL, 0, "store",
     "in store|in our store*|in our shop*|in-store|instore|at the store|in the shop|our stores|"
     "showroom|in the store|our branches|branch"},
    {MARK_CHANNEL, 0, "online", "online"},
    {MARK_CHANNEL, 0, "phone", "phone|telephone|by phone|call us|phone lines|lines are open"},
    {MARK_CHANNEL, 0, "email", "email|emails|e-mail|e-mails"},
    {MARK_CHANNEL, 0, "chat", "chat|live chat|whatsapp"},
    {MARK_CHANNEL, 0, "pickup",
     "pick-up|pickup|collect|collection|click and collect|click & collect|pick up"},
    {MARK_CONDITION, 0, "express",
     "rush|urgent|premium delivery|next-day option|surcharge|expedited"},
    {MARK_CONDITION, 0, "express",
     "saturday delivery|sunday delivery|weekend delivery|evening delivery|timed delivery|"
     "two-man delivery|white glove*"},
    {MARK_CONDITION, 0, "complaints", "complaint|complaints"},
    {MARK_CONDITION, 0, "bespoke", "bespoke|made to order|made to measure|custom made"},
    {MARK_STANDARD, 0, NULL, "standard|regular"},
    {MARK_SILENT, 0, NULL,
     "vacanc*|careers|job opening*|we're hiring|join us|join our team|work with us|our history|"
     "history|timeline"},
    {MARK_CONDITION, 0, "business",
     "business customers|trade customers|businesses|business orders"},
    {MARK_CONDITION, 0, "backorder", "out of stock|not in stock|back-order*|backorder*|pre-order*"},
    {MARK_CONDITION, 0, "members", "members|subscribers|membership|loyalty"},
    {MARK_CONDITION, 0, "used", "refurbished|used|second-hand|pre-owned"},
    {MARK_CONDITION, 0, "holidays", "christmas|holiday season|easter"},
    {MARK_HAS, 0, NULL, "has|carries|comes with"},
    {MARK_COMMON, 0, NULL,
     "consumer|buyer|user|company|manufacturer|supplier|seller|shop|store|visitor|trader|party|"
     "carries"},
    {MARK_FOR, 0, NULL, "for|on|for all|on all|on our|for our|on all our|for all our|on every"},
    {MARK_COMMON, 0, NULL,
     "order|orders|product|products|item|items|purchase|purchases|parcel|parcels|customer|"
     "customers|receipt|delivery|deliveries|invoice|shipping|return|returns|warranty|guarantee|"
     "stock|website|everything|all|our|your|you|us|the|this|that|these|those|it|them|goods|"
     "package|packages|payment|payments|question|questions|information|contact|service|terms|"
     "refund|refunds|notice|any|each|every|weekdays|working|business|days|day|weeks|month|year|"
     "free|least|most|over|under|more|less|date|time|and|or|of|in|to|a|an|up|at|request|average|"
     "standard|range|home|exchange|exchanges|repairs|repair|cancellation|eligible|both|new|"
     "selected|collection|price|value|total|spend|amount|us|me|top|basket|uk|most|only|"
     "questions|enquiries|opening|hours|phone|email|support|help|everyone|everybody|is|are|takes|"
     "take|"
     "we|get|comes|come|have|has|will|can|may|applies|apply|with|pay|give|gives|offer|offers|"
     "within|"
     "by|its|it's"},
    {MARK_ABBREVIATION, 0, NULL,
     "e.g|approx|max|min|incl|excl|no|tel|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|a.m|p.m|vs|"
     "etc|hrs|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|st|mr|mrs|dr|inc|ltd|i.e"},
    {0, 0, NULL, NULL},
};
