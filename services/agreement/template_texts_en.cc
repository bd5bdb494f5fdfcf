#include "agreement/template_texts.h"

namespace driehoek::agreement {
namespace {

constexpr std::array<ClauseTexts, 11> kClauses = {{
    {"duration",
     {"The internship runs from the first to the last day stated above. The student is at the "
      "workplace "
      "for the number of hours a week stated there. Student and workplace choose the fixed days "
      "together. "
      "The student does not work on days with classes or exams.",
      "The practice period runs from the first to the last day stated above. The student learns at "
      "the "
      "workplace for the number of hours a week stated there. These are hours to learn. Other "
      "hours of "
      "ordinary work do not count.",
      "The period of professional practice runs from the first to the last day stated above. The "
      "student "
      "works the number of hours a week stated there. Work and education alternate every week. The "
      "fixed "
      "days for work and classes are in the timetable that the programme sends before each "
      "semester."}},
    {"activities", {"", "", ""}},
    {"outcomes", {"", "", ""}},
    {"supervision", {"", "", ""}},
    {"time_and_space",
     {"During the internship the student gets time and a quiet place to work on assignments for "
      "the "
      "programme.",
      "The student may use part of the working hours for assignments of the programme. The "
      "workplace gives "
      "the student tasks that fit the learning outcomes.",
      "The workplace gives the student tasks that fit the learning outcomes. Every week the "
      "student gets "
      "fixed time to work on assignments for the programme."}},
    {"contact",
     {"Student, programme and workplace talk at the start, halfway and at the end. The programme "
      "takes the "
      "initiative. If something is wrong, they call each other sooner.",
      "Student, programme and workplace talk at the start and at the end. In between they are in "
      "contact at "
      "least every six weeks. The programme takes the initiative.",
      "Student, programme and workplace talk at the start and at the end. In between they are in "
      "contact at "
      "least every eight weeks. The programme takes the initiative."}},
    {"assessment",
     {"The programme assesses what the student has learned. The workplace supervisor gives written "
      "advice. "
      "The examiner of the programme decides.",
      "The programme assesses what the student has learned. The workplace supervisor gives written "
      "advice. "
      "The examiner of the programme decides.",
      "The programme assesses whether the student has reached the agreed knowledge, insight and "
      "skills. The "
      "workplace supervisor gives written advice. The examiner of the programme decides. The "
      "education and "
      "exam regulations say how the assessment is done."}},
    {"expectations",
     {"The student is a beginner who learns at level 5, between mbo-4 and bachelor. The student "
      "asks "
      "questions and asks for feedback. The workplace leaves room to make mistakes.",
      "The student has work experience and learns at level 5, between mbo-4 and bachelor. The "
      "student says "
      "in time what is needed to learn. The workplace sees learning as something else than doing "
      "the usual "
      "work.",
      "The student is an employee and learns at level 5, between mbo-4 and bachelor. The student "
      "does a part "
      "of the work and gets tasks to learn from. The workplace does not use the student as extra "
      "hands only."}},
    {"confidentiality",
     {"The student tells nobody what the workplace calls confidential. Names of customers, "
      "patients or "
      "colleagues are not in reports for the programme.",
      "The student tells nobody what the workplace calls confidential. Names of customers, "
      "patients or "
      "colleagues are not in reports for the programme.",
      "The student tells nobody what the workplace calls confidential. Names of customers, "
      "patients or "
      "colleagues are not in reports for the programme."}},
    {"insurance",
     {"The workplace makes sure that the work is safe, as it does for its own staff. The student "
      "does not pay "
      "for damage done at work, except when it was done on purpose or by conscious recklessness.",
      "The insurance of the student's employer applies to the work. This agreement does not change "
      "that.",
      "The employment contract and the insurance of the employer apply to the work. This agreement "
      "does not "
      "change that."}},
    {"early_termination",
     {"This agreement can end early when: (1) the student leaves the programme; (2) the work or "
      "the "
      "supervision at the workplace is no longer there; (3) a party does not keep the agreements "
      "after a "
      "talk about it; (4) the three parties want it together. Who wants to stop first asks the "
      "other two for "
      "a talk. Within ten working days the programme offers the student another way to learn.",
      "This agreement can end early when: (1) the student leaves the programme; (2) the student "
      "gets another "
      "job; (3) the workplace no longer fits what the student has to learn; (4) a party does not "
      "keep the "
      "agreements after a talk about it; (5) the three parties want it together. Who wants to stop "
      "first asks "
      "the other two for a talk. Within ten working days the programme offers the student another "
      "way to "
      "learn.",
      "This agreement can end early when: (1) the student leaves the programme; (2) the employment "
      "contract "
      "ends; (3) the workplace no longer fits what the student has to learn; (4) a party does not "
      "keep the "
      "agreements after a talk about it; (5) the three parties want it together. Who wants to stop "
      "says so in "
      "writing and first asks the other two for a talk. Within fifteen working days the programme "
      "offers the "
      "student another way to learn."}},
}};

constexpr std::array<CommitmentText, 4> kFullTime = {{
    {"student-tasks", PartyRole::kStudent,
     "I hand in my learning task before ten per cent of the period has passed.",
     "the date on which the task is in Driehoek"},
    {"programme-verdict", PartyRole::kProgramme,
     "We say within ten working days whether a learning task is adequate, and why.",
     "the date of the verdict"},
    {"programme-visits", PartyRole::kProgramme,
     "We talk with student and workplace together at the start, halfway and at the end.",
     "three talks in the calendar"},
    {"workplace-hour", PartyRole::kWorkplace,
     "I give the student an hour of supervision every week, also when it is busy.",
     "a fixed hour in the calendar"},
}};
constexpr std::array<CommitmentText, 4> kPartTime = {{
    {"student-tasks", PartyRole::kStudent,
     "I hand in my learning task before the end of the third week.",
     "the date on which the task is in Driehoek"},
    {"programme-verdict", PartyRole::kProgramme,
     "We say within five working days whether a learning task is adequate, and why.",
     "the date of the verdict"},
    {"programme-visits", PartyRole::kProgramme,
     "We are in contact with student and workplace at least every six weeks.",
     "the date of each contact"},
    {"workplace-hour", PartyRole::kWorkplace,
     "I give the student an hour of supervision every two weeks, also when it is busy.",
     "a fixed hour in the calendar"},
}};
constexpr std::array<CommitmentText, 4> kDual = {{
    {"student-tasks", PartyRole::kStudent,
     "I hand in my learning task before the end of the third week.",
     "the date on which the task is in Driehoek"},
    {"programme-verdict", PartyRole::kProgramme,
     "We say within ten working days whether a learning task is adequate, and why.",
     "the date of the verdict"},
    {"programme-visits", PartyRole::kProgramme,
     "We are in contact with student and workplace at least every eight weeks.",
     "the date of each contact"},
    {"workplace-hour", PartyRole::kWorkplace,
     "I give the student an hour of supervision every week, also when it is busy.",
     "a fixed hour in the calendar"},
}};

}  // namespace

absl::Span<const ClauseTexts> EnglishClauses() { return kClauses; }

absl::Span<const CommitmentText> EnglishCommitments(Variant variant) {
  if (variant == Variant::kFullTime) return kFullTime;
  if (variant == Variant::kPartTime) return kPartTime;
  return kDual;
}

}  // namespace driehoek::agreement
