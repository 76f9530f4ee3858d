"""Phrases that must bring the urgent panel, a softer line, or neither. All invented; some of the danger was missed once."""

import re

import pytest

from localoffer.search.shipped import read
from localoffer.search.urgent import CALM, DANGER, DISTRESS, urgency_of

NAMES = re.compile(r"<(\w+)>")

IN_DANGER = """
my son wants to kill himself
she is self harming
i want to die
he took an overdose
my husband hits me
my partner beats my son
my child is missing
cant keep him safe tonight
i am scared of my dad
domestic violence
sexual abuse
he is cutting himself
suicidal teenager
she says she wants to die
threatening to kill herself
he has a knife
my daughter has run away from home
he hasn't come home since last night
i dont want to be alive
I can't go on living
i might hurt my baby
staff at school hurt my son
my stepdad touches me
she swallowed bleach
my uncle touches me
grandad abuses me
being hit at home
scared to go home
my wife punched me
she was raped
groomed online
my son is being groomed
voices telling him to kill
she tried to hang herself
he tried to end his life
end my life
better off dead
no point living
no reason to live
he doesn't want to live anymore
she wishes she was dead
carer hit my disabled son
teaching assistant slapped my son
restrained and bruised
child has bruises from nursery
she is starving herself
not breathing
forced marriage
county lines
my kid is in a gang and threatened with a knife
my daughter went missing this morning
cant find my son
he ran off and i cant find him
unsafe at home
afraid of my husband
he strangled me
son attacking me i am not safe
he threatened to kill me
jump off a bridge
said he will jump off the roof
se taie
chce umrzec
khudkushi
আত্মহত্যা
خودکشی
sucidal thoughts
self-harm
selfharming
hurting herself on purpose
cuts her arms
she burns herself
he says he'd be better off dead
dont feel safe with my partner
my ex is stalking us
mum hits me
dad hits me
my brother hits me every day
neglected child
abused at school
emotional abuse
He keeps saying he'll jump out the window
my daughter has gone missing
my autistic son wandered off and we can't find him
we don't know where she is
taxi driver touched my daughter
the bus escort slapped my boy
a man at respite punched him
my partner threatens me
Stepdad hits the kids
TA dragged my son by the arm
my son was pinned down by staff at school
he comes home covered in bruises
marks on his arms from school
I don't feel safe at home
we are not safe with him tonight
she feels unsafe around her uncle
I'm scared he will kill me
scared of what my husband will do
my ex keeps following me home
someone is blackmailing my daughter over nudes
she took all her medication
he's swallowed a battery
drank bleach
saving up tablets
she has a rope round her neck
he put a belt around his neck
I want to end it all
there's no reason to live
whats the point in living
i wish i was never born
everyone would be better off without me
doesn't want to wake up
tired of being alive
he hears voices telling him to hurt people
he says he is going to stab his teacher
he brought a knife to school
she wants to hang herself
im cutting myself
hits himself in the head until he bleeds
she threw herself in front of a car
being groomed on snapchat
a man is sending my daughter naked pictures
my nan's carer hurts her
someone raped me
my son said his teacher hit him
my teacher hits me
dad punched me in the face
mum is being strangled
nobody has fed the baby not fed for days
she ran away last night
he escaped from school
my son hasn't come home
wont wake up
vreau să mor
soțul mă bate
fiul meu a dispărut
nu îmi găsesc copilul
nu mă simt în siguranță acasă
copilul are vânătăi
chcę się zabić
mąż mnie bije
syn zaginął
córka uciekła z domu
nauczyciel uderzył mojego syna
nie czuję się bezpiecznie
syn chce skoczyć z dachu
nie chce żyć
mujhe mera shohar marta hai
mera beta marna chahta hai
meri beti lapata hai
beta ghar se bhag gaya
mein mehfooz nahi hoon
میرا بیٹا مرنا چاہتا ہے
میرا شوہر مجھے مارتا ہے
میری بیٹی لاپتہ ہے
وہ خود کو نقصان پہنچاتا ہے
আমার ছেলে মরতে চায়
আমার স্বামী আমাকে মারে
আমার মেয়ে নিখোঁজ
আমি নিরাপদ নই
আমার ছেলে হারিয়ে গেছে
amar chele morte chay
amake mare
""".strip().splitlines()

IN_DISTRESS = """
I'm at the end of my tether
i can't cope any more
he bites me when he is upset
we are exhausted
nobody listens to us
i feel so alone
my daughter has panic attacks
burnt out carer
he kicks other children
crying every night and crying all day
not coping with his behaviour
at breaking point
I hate my life
nie daję rady
nu mai pot
we lost my son last year
my son hits his sister
he hits other kids
""".strip().splitlines()

IN_NEITHER = """
this school run is killing me
self harm training for staff
child protection policy
deadline for appeal
missing school
missing milestones
bored to death
suicide awareness course
scared of dogs
she is scared of loud noises
cutting out and scissors skills
safe places to play
hurt feelings at school
missing a lot of lessons
overdue assessment
abuse of blue badge
dying to know
he is dead set on college
the paperwork is killing me
my head is killing me
my feet are killing me
dying to know if we got a place
dying for a break
hit the road with a wheelchair
report blue badge misuse
safeguarding policy
my son's form went missing
missing his friends
he is missing too much school
missing appointments
cant find my son a school place
cannot find my daughter a tutor
keep in touch with other parents
teacher hurt his feelings
kicked my son out of nursery
football for kids who kick a ball
he bruises easily
he is not safe near roads
help taking tablets
my son wont take tablets
he jumps off the sofa
jumping on a trampoline club
short breaks
how do i get an ehcp
she wants to live with friends
supported living
wants to live independently
life skills course
drop in crisis
scared of the dentist
what do i do if school says no
restraint policy at school
can my child be educated at home
transport to school
he runs in the playground
voice therapy
hearing test
sensory room
swimming lessons
special school near me
killing time in the holidays
bored to death in summer
wheelchair basketball hoops
staff training in makaton
touch typing lessons
battery for hearing aid
my son needs a car seat restraint
how to hang coats
knife skills cooking class
my husband helps my son hit his targets
does the teacher know my son
school told us to wait
dead easy recipes
the driver is late to pick my son up
hit or miss support
what is a body map
""".strip().splitlines()


@pytest.mark.parametrize("text", IN_DANGER)
def test_danger_brings_the_panel(text):
    assert urgency_of(text) == DANGER
    assert urgency_of(text.upper()) == DANGER


@pytest.mark.parametrize("text", IN_DISTRESS)
def test_distress_brings_the_softer_line(text):
    assert urgency_of(text) == DISTRESS


@pytest.mark.parametrize("text", IN_NEITHER)
def test_an_idiom_or_plain_question_brings_neither(text):
    assert urgency_of(text) == CALM


def test_every_name_in_a_pattern_stands_for_words():
    lists = read("urgent.yaml")
    used = {word for level in ("idioms", "danger", "distress") for line in lists[level] for word in NAMES.findall(line)}
    assert used <= set(lists["words"])


@pytest.mark.parametrize("text", ["", " ", "\x00", "a" * 300, "he " * 100, "my son " * 40, "\ud800"])
def test_any_text_is_judged_quickly(text):
    assert urgency_of(text) == CALM
