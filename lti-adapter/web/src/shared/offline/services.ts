// The services whose calls may wait on the device, loaded when one is sent: a page that was opened again may know none of them yet.
import type { DescService } from "@bufbuild/protobuf";

const services: Readonly<Record<string, () => Promise<DescService>>> = {
  "driehoek.v1.RhythmService": () => import("../../gen/driehoek/v1/rhythm_service_pb").then((part) => part.RhythmService),
  "driehoek.v1.SignalService": () => import("../../gen/driehoek/v1/signal_service_pb").then((part) => part.SignalService),
  "driehoek.v1.EvidenceService": () => import("../../gen/driehoek/v1/evidence_service_pb").then((part) => part.EvidenceService),
  "driehoek.v1.CheckInService": () => import("../../gen/driehoek/v1/check_in_service_pb").then((part) => part.CheckInService),
  "driehoek.v1.ContactService": () => import("../../gen/driehoek/v1/contact_service_pb").then((part) => part.ContactService),
};

export function serviceNamed(typeName: string): () => Promise<DescService> {
  const service = services[typeName];
  if (service === undefined) throw new Error(`No calls of ${typeName} wait on the device`);
  return service;
}
