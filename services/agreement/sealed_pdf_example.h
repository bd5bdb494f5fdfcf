// A sealed example for tests: the example agreement, signed by its three parties.
#pragma once

#include <cstdlib>
#include <string>

#include "agreement/document_example.h"
#include "agreement/sealed_pdf.h"

namespace driehoek::agreement {

inline absl::Time ExampleTime() {
  return absl::FromUnixSeconds(1790670245);
}  // 2026-09-29T08:24:05Z

inline absl::TimeZone Amsterdam() {
  absl::TimeZone zone;
  return absl::LoadTimeZone("Europe/Amsterdam", &zone) ? zone : absl::UTCTimeZone();
}

inline SealRequest ExampleRequest(const DocumentContent& content) {
  return {
      .document = *ComposeDocument(content),
      .agreement =
          "institutions/waarden/agreements/0192f0c1-0000-7000-8000-000000000001/versions/2",
      .signers =
          {{.role = DocumentRole::kStudent,
            .name = "Zoë Çelik-Núñez",
            .masked_address = "z.c•••@student.waarden.nl",
            .consent = "Ik las versie 2 en ga akkoord.",
            .sign_time = ExampleTime() - absl::Hours(23),
            .client_address = "2001:db8::17",
            .user_agent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Firefox/130.0"},
           {.role = DocumentRole::kProgramme,
            .name = "Karin Postma",
            .capacity = "docent en vast aanspreekpunt, Ad Engineering, Hogeschool De Waarden",
            .masked_address = "k.p•••@waarden.nl",
            .consent = "Ik las versie 2 en ga akkoord. Ik mag dit namens Ad Engineering afspreken.",
            .sign_time = ExampleTime() - absl::Hours(16)},
           {.role = DocumentRole::kWorkplace,
            .name = "Ingrid Maas",
            .capacity = "praktijkbegeleider, Van Leeuwen Installatietechniek",
            .masked_address = "i.m•••@vanleeuwen.nl",
            .consent = "Ik las versie 2 en ga akkoord. Ik mag dit namens Van Leeuwen afspreken.",
            .sign_time = ExampleTime() - absl::Seconds(1),
            .client_address = "192.0.2.44",
            .user_agent =
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 "
                "(KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1"}},
      .zone = Amsterdam(),
      .seal_time = ExampleTime()};
}

}  // namespace driehoek::agreement
