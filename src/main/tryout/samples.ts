/** A sentence by which a voice is judged, by language; voices without one get the English. */
const SENTENCES: Readonly<Record<string, string>> = {
  en: 'Hello, good to hear from you. What can I do for you?',
  de: 'Hallo, schön, dass Sie anrufen. Was kann ich für Sie tun?',
  fr: 'Bonjour, merci de votre appel. Que puis-je faire pour vous ?',
  es: 'Hola, gracias por llamar. ¿En qué puedo ayudarle?',
  it: 'Buongiorno, grazie della chiamata. Come posso aiutarla?',
  pt: 'Olá, obrigado por ligar. Em que posso ajudar?',
  nl: 'Hallo, fijn dat u belt. Wat kan ik voor u doen?',
  pl: 'Dzień dobry, dziękuję za telefon. W czym mogę pomóc?',
  sv: 'Hej, tack för att du ringer. Vad kan jag hjälpa dig med?',
};

/** @param language BCP 47 */
export function sampleSentence(language: string): string {
  const [base = ''] = language.toLowerCase().split('-');
  return SENTENCES[base] ?? SENTENCES['en'] ?? '';
}
