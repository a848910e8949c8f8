import type { Phrases } from './phrases.ts';

/** Bengali. WhatsApp's own string tables for iPhone 22.24.81 and Android, as public parsers list them. */
export const bn: Phrases = {
  language: 'bn',
  attachedAfter: ['ফাইল সংযুক্ত হয়েছে'],
  omitted: {
    media: ['মিডিয়া বাদ দেওয়া হয়েছে'],
    image: ['ইমেজ বাদ দেওয়া হয়েছে'],
    video: ['ভিডিও বাদ দেওয়া হয়েছে'],
    audio: ['অডিও বাদ দেওয়া হয়েছে'],
    gif: ['জিআইএফ বাদ দেওয়া হয়েছে'],
    sticker: ['স্টিকার বাদ দেওয়া হয়েছে'],
    document: ['ডকুমেন্ট বাদ দেওয়া হয়েছে'],
    contact: ['পরিচিতির কার্ড বাদ দেওয়া হয়েছে'],
  },
  deleted: ['এই মেসেজটি বাদ দেওয়া হয়েছে', 'এই বার্তাটি মুছে ফেলা হয়েছে'],
  youDeleted: ['আপনি এই মেসেজটি বাদ দিয়েছেন', 'আপনি এই বার্তাটি মুছে ফেলেছেন'],
  liveLocation: ['লাইভ অবস্থান শেয়ার করা হয়েছে'],
  missedVoiceCall: ['ভয়েস কল মিস করেছেন', 'মিসড ভয়েস কল'],
  missedVideoCall: ['ভিডিও কল মিস করেছেন', 'মিস করা ভিডিও কল'],
  system: [
    [
      'encryption-notice',
      'মেসেজ এবং কল এন্ড-টু-এন্ড এনক্রিপ্টেড থাকে…',
      'আপনার বার্তা এবং কল দুই দিক থেকে এনক্রিপশানের মাধ্যমে নিরাপদ…',
    ],
  ],
};
