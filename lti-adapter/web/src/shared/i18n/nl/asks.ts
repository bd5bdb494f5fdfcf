// Dutch. What waits for the employer's side beside agreements. Loaded with that.
export const asks = {
  "turn.scan": "Is de werkplek geschikt?",
  "turn.condition": "Regel nog iets voor de werkplek",
  "turn.host": "Ontvangen jullie studenten?",
  "turn.evidence": "Bevestig bewijs",
  "turn.advice": "Geef advies aan de examinator",
  "turn.view": "Schrijf jouw kijk voor het gesprek",
} as const;
