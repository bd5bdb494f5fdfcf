// Dutch. How sending stands when the network is bad. Loaded with that.
export const offline = {
  "out.sent": "Alles verstuurd, {time}",
  "out.sending": "We versturen het nu.",
  "out.offline": "Geen netwerk. Bewaard op dit toestel, we versturen het later.",
  "out.page_only": "Geen netwerk. Laat deze pagina open, dan versturen we het later.",
  "out.closed": "Bewaard op dit toestel. Open Driehoek opnieuw, dan versturen we het.",
  "out.waiting.one": "{n} antwoord wacht.",
  "out.waiting.other": "{n} antwoorden wachten.",
  "out.refused": "Een antwoord kon niet worden verstuurd.",
  "out.changed": "Er is intussen iets veranderd. Bekijk het opnieuw en antwoord dan.",
  "out.drop": "Laat het weg",
} as const;
