// What a student takes along: all evidence of a placement that is not archived, as entries of an
// archive with an index as a web page. Pure.
#pragma once

#include <string>
#include <vector>

#include "progress/evidence/evidence_item.h"
#include "progress/evidence/zip_archive.h"
#include "progress/facts.h"

namespace driehoek::progress::evidence {

// `index.html` first, then every file of every version under `files/`. All text of people is
// escaped and all names are neutral; the page loads nothing and runs nothing. Times are in `zone`.
std::vector<ArchiveEntry> ExportOf(const std::vector<EvidenceItem>& items, const Labels& labels,
                                   absl::TimeZone zone);

}  // namespace driehoek::progress::evidence
